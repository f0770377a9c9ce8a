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


# One factor by maximum likelihood over the data of omega.csv: psych::fa and factanal (loadings), psych::omega's total.
cases <- read.csv(file.path(here, "omega.csv"), header = FALSE, skip = 1, fill = TRUE, col.names = paste0("v", 1:20))
rows <- c("case,package,total,statistic,loadings")
for (case in seq_len(nrow(cases))) {
  data <- do.call(rbind, lapply(strsplit(strsplit(cases$v2[case], " ")[[1]], ":"), as.numeric))
  r <- cor(data); n <- nrow(data); k <- ncol(data)
  own <- factanal(covmat = r, n.obs = n, factors = 1, rotation = "none",
    control = list(opt = list(factr = 1e4, maxit = 10000), lower = 1e-4))
  theirs <- fa(r, nfactors = 1, n.obs = n, fm = "ml", rotate = "none")
  signed <- function(load) load * sign(sum(load))
  statistic <- if (k > 3) own$STATISTIC else 0
  total <- function(load) sum(load)^2 / (sum(load)^2 + sum(1 - load^2))
  for (one in list(list("factanal", own$loadings[, 1], statistic), list("psych", theirs$loadings[, 1], if (k > 3) theirs$STATISTIC else 0))) {
    load <- signed(one[[2]])
    rows <- c(rows, paste(case - 1, one[[1]], number(total(load)), number(one[[3]]), paste(number(load), collapse = ","), sep = ","))
  }
}
writeLines(rows, file.path(here, "omega-r.csv"))
