//! People and programs who mean harm, or send what nobody should: every route, every form, every file.

mod answers;
mod cross_site;
mod files;
mod forms;
mod formulas;
mod heavy;
mod input;
mod links;
mod logs;
mod markup;
mod script;
mod sign_in;
mod tokens;
