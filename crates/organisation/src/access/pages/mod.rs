//! The pages of access: signing in, one's own account, everybody's accounts and roles.

mod account;
mod accounts;
mod answer;
mod invitation;
mod invite;
mod me;
mod me_acts;
mod sign_in;
mod steps;

use super::{Route, Who, menu::who};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let accounts = who("/travail/comptes");
    let me = who("/travail/moi");
    vec![
        Route::get("/connexion", Who::SignIn, sign_in::show),
        Route::post("/connexion", Who::SignIn, sign_in::send),
        Route::get("/connexion/code", Who::SignIn, steps::code),
        Route::post("/connexion/code", Who::SignIn, steps::send_code),
        Route::get("/connexion/second-facteur", Who::SignIn, steps::enrol),
        Route::post("/connexion/second-facteur", Who::SignIn, steps::send_enrol),
        Route::post("/deconnexion", Who::SignIn, sign_in::leave),
        Route::get("/invitation/{token}", Who::SignIn, invitation::show),
        Route::post("/invitation/{token}", Who::SignIn, invitation::send),
        Route::post("/chapeau", Who::SignedIn, me_acts::change_hat),
        Route::get("/travail/moi", me, me::show),
        Route::post("/travail/moi/langue", me, me_acts::change_lang),
        Route::post("/travail/moi/mot-de-passe", me, me_acts::change_password),
        Route::post("/travail/moi/sessions", me, me_acts::end_sessions),
        Route::post("/travail/moi/second-facteur", me, me_acts::propose),
        Route::get("/travail/moi/second-facteur", me, me_acts::show_proposed),
        Route::post("/travail/moi/second-facteur/code", me, me_acts::confirm),
        Route::post("/travail/moi/codes", me, me_acts::new_codes),
        Route::get("/travail/comptes", accounts, accounts::show),
        Route::get("/travail/comptes/export", accounts, accounts::export),
        Route::get("/travail/comptes/nouveau", accounts, invite::show),
        Route::post("/travail/comptes/nouveau", accounts, invite::send),
        Route::get("/travail/comptes/{account}", accounts, account::show),
        Route::post("/travail/comptes/{account}/roles", accounts, account::give),
        Route::post("/travail/comptes/{account}/roles/{grant}/fin", accounts, account::end),
        Route::post("/travail/comptes/{account}/lien", accounts, account::link),
        Route::post("/travail/comptes/{account}/second-facteur", accounts, account::forget_factor),
        Route::post("/travail/comptes/{account}/etat", accounts, account::change_state),
    ]
}
