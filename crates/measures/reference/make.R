# Writes the reference values that R's packages give: Rscript make.R (Debian: r-base-core r-cran-psych r-cran-survey).
# The figures are facts that the packages compute from seeded numbers; nothing of theirs is copied.
suppressMessages({library(survey); library(psych)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
number <- function(x) sprintf("%.17g", x)

# Raking by age and sex (survey), the weighted mean and its standard error, Kish's effective n.
set.seed(20261123)
rows <- c("n,age,sex,value,base,weight,mean,error,effective")
for (n in c(30, 200, 1000)) {
  age <- sample(0:3, n, TRUE, c(.4, .3, .2, .1)); sex <- sample(0:1, n, TRUE, c(.6, .4))
  value <- round(60 + 5 * age - 8 * sex + rnorm(n, 0, 15), 2); base <- round(runif(n, .5, 2), 3)
  design <- svydesign(~1, weights = ~base, data = data.frame(age, sex, value, base))
  raked <- rake(design, list(~age, ~sex),
    list(data.frame(age = 0:3, Freq = c(250, 250, 250, 250)), data.frame(sex = 0:1, Freq = c(480, 520))),
    control = list(maxit = 1000, epsilon = 1e-14, verbose = FALSE))
  w <- weights(raked)
  plain <- svydesign(~1, weights = ~w, data = data.frame(value, w))
  m <- svymean(~value, plain)
  rows <- c(rows, paste(n, age, sex, number(value), number(base), number(w / mean(w)), number(coef(m)), number(SE(m)),
    number(sum(w)^2 / sum(w^2)), sep = ","))
}
writeLines(rows, file.path(here, "weights.csv"))

# Omega total of one factor by maximum likelihood is computed by psych; alpha of the same data beside it.
