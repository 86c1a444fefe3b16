# What a summary of three-arms.jsonc and of two bundled studies must give, computed with R's own
# functions on data with exactly the printed means and SDs, and with metafor on the printed counts.
# Run by hand: Rscript tests/r/groups-in-studies.R > tests/fixtures/r/groups-in-studies.json
# Needs the packages jsonlite and metafor.

library(jsonlite)
suppressMessages(library(metafor))
set.seed(20240611)

exact <- function(n, m, s) { x <- rnorm(n); (x - mean(x)) / sd(x) * s + m }
cases <- list()
add <- function(study, id, call, ...) cases[[length(cases) + 1]] <<- list(study = study, id = id, call = call, expected = list(...))
welch <- function(study, id, a, b) {
  t <- t.test(a, b)
  add(study, paste0(id, ".md_welch"), "t.test(x, y)", value = mean(a) - mean(b), se = t$stderr, low = t$conf.int[1], high = t$conf.int[2], df = t$parameter[[1]])
  e <- escalc("SMD", m1i = mean(a), sd1i = sd(a), n1i = length(a), m2i = mean(b), sd2i = sd(b), n2i = length(b))
  add(study, paste0(id, ".g_exact_ci"), "escalc(\"SMD\")", value = e$yi[1], se = sqrt(e$vi[1]))
}
# an SE of 1.1 with n = 20; a 95 % t interval of 9.9 to 14.9; a variance of 24.0
sd_low <- 5 / 2 / qt(0.975, 19) * sqrt(20)
high <- exact(20, 9.7, 5.1); low <- exact(20, 12.4, sd_low); placebo <- exact(22, 16.1, sqrt(24))
s <- "three-arms"
welch(s, "tremor.high-placebo.6-months", high, placebo)
welch(s, "tremor.low-placebo.6-months", low, placebo)
a <- anova(lm(c(high, low, placebo) ~ factor(rep(1:3, c(20, 20, 22)))))
add(s, "tremor.high-low-placebo.6-months.anova", "anova(lm(y ~ k))", value = a[["Pr(>F)"]][1], statistic = a[["F value"]][1])
t <- t.test(exact(20, 17.9, 1.1 * sqrt(20)))
add(s, "tremor.low.before.mean_t", "t.test(x)", value = 17.9, low = t$conf.int[1], high = t$conf.int[2], se = t$stderr)
# printed changes: SD 4.0 with n = 20, SE 0.9 with n = 22
t <- t.test(exact(20, -5.5, 4.0), exact(22, -1.4, 0.9 * sqrt(22)))
add(s, "tremor.low-placebo.6-months.change.md_welch", "t.test(x, y)", value = -4.1, se = t$stderr, low = t$conf.int[1], high = t$conf.int[2])
# medians: Luo 2018 eqs 7 and 15, Wan 2014 eq. 9, Shi 2020 eq. 10, written out
n <- 20; xi <- qnorm((n - 0.375) / (n + 0.25)); eta <- qnorm((0.75 * n - 0.125) / (n + 0.25))
w1 <- 2.2 / (2.2 + n^0.75); w2 <- 0.7 - 0.72 / n^0.55
m1 <- w1 * (6 + 21) / 2 + w2 * (9.5 + 13.5) / 2 + (1 - w1 - w2) * 11
s1 <- (21 - 6) / ((2 + 0.14 * n^0.6) * xi) + (13.5 - 9.5) / ((2 + 2 / (0.07 * n^0.6)) * eta)
n <- 22; w <- 4 / (4 + n^0.75); m2 <- w * (7 + 24) / 2 + (1 - w) * 13.5
s2 <- (24 - 7) / (2 * qnorm((n - 0.375) / (n + 0.25)))
welch(s, "walking.high-placebo.6-months", exact(20, m1, s1), exact(22, m2, s2))
events <- function(study, id, x1, n1, x2, n2) {
  for (m in list(c("RD", "rd_wald"), c("RR", "rr_katz"), c("OR", "or_woolf"))) {
    e <- escalc(m[1], ai = x1, n1i = n1, ci = x2, n2i = n2, to = "none")
    if (m[1] == "RD") add(study, paste0(id, ".rd_wald"), "escalc(\"RD\")", value = e$yi[1], se = sqrt(e$vi[1]))
    else add(study, paste0(id, ".", m[2]), paste0("escalc(\"", m[1], "\")"), value = exp(e$yi[1]), logEstimate = e$yi[1], seLog = sqrt(e$vi[1]))
  }
}
events(s, "events.high-better-placebo-better", 14, 20, 5, 22)
x <- suppressWarnings(chisq.test(cbind(c(7, 3, 2), c(13, 17, 20)), correct = FALSE))
add(s, "counts.0.headache.chisq_groups", "chisq.test", value = x$p.value, statistic = x$statistic[[1]], df = 2)
p <- poisson.test(c(6, 13), c(9.5, 10.4))
add(s, "rates.falls-high-falls-placebo.rate_ratio_exact", "poisson.test", value = p$estimate[[1]], low = p$conf.int[1], high = p$conf.int[2], p = p$p.value)
p <- poisson.test(6, 9.5)
add(s, "rates.falls-high.rate_exact", "poisson.test", value = p$estimate[[1]], low = p$conf.int[1], high = p$conf.int[2])
add(s, "comparisons.3.tests.0.d_from_t", "t sqrt(1/n1 + 1/n2)", value = 2.5 * sqrt(1 / 20 + 1 / 22))
add(s, "comparisons.4.effects.0.log_ratio_from_ci", "log, qnorm", value = log(7.9), se = (log(31.4) - log(2)) / (2 * qnorm(0.975)))
add(s, "comparisons.5.effects.0.log_ratio_from_ci", "log, qnorm, level 0.9", value = log(0.5), se = (log(1) - log(0.25)) / (2 * qnorm(0.95)))
add(s, "comparisons.1.difference.se_from_ci_z", "qnorm", value = (10.3 - 3.9) / (2 * qnorm(0.975)))
s <- "ignacio-garcia-1995"
welch(s, "days-off.education-control.last-follow-up", exact(35, 4.92, 6.05), exact(35, 20, 26.34))
events(s, "events.education-off-control-off", 24, 35, 29, 35)
s <- "sternberg-2013"
welch(s, "proximal.et-pd.examination", exact(50, 0.47, 1.35), exact(11, -0.32, 0.25))
add(s, "comparisons.4.tests.0.p_chi2", "pchisq", value = pchisq(19.43, 1, lower.tail = FALSE))
f <- fisher.test(matrix(c(42, 8, 2, 9), 2, byrow = TRUE))
add(s, "events.et-intention-pd-intention.rd_wald", "escalc(\"RD\")", value = 42 / 50 - 2 / 11)
cat(toJSON(list(made_with = list(R = as.character(getRversion()), metafor = as.character(packageVersion("metafor"))),
                script = "tests/r/groups-in-studies.R", cases = cases), auto_unbox = TRUE, digits = I(17), pretty = FALSE), "\n")
