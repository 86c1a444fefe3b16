# Expected values, made with R, of the methods that have no file of reference values.
# Run by hand: Rscript tests/r/make-fixtures.R > tests/fixtures/r/beyond-reference.json
# Needs the packages jsonlite and metafor. Raw data with exactly the given means, SDs and correlations are
# analysed with R's own functions, so that nothing is computed from a formula for summaries,
# but for d_ppc, whose formulas are written out below.

library(jsonlite)
set.seed(20240611)

exact <- function(n, m, s) { x <- if (n == 2) c(-1, 1) else rnorm(n); (x - mean(x)) / sd(x) * s + m }
exact_pair <- function(n, m1, s1, m2, s2, r) {
  x <- as.numeric(scale(rnorm(n)))
  e <- as.numeric(scale(residuals(lm(rnorm(n) ~ x))))
  y <- r * x + sqrt(1 - r^2) * e
  list(pre = x * s1 + m1, post = y * s2 + m2)
}
cases <- list()
add <- function(method, call, input, expected, level = 0.95)
  cases[[length(cases) + 1]] <<- list(method = method, call = call, level = level, input = input, expected = expected)

groups <- list(
  list(ns = c(20, 20, 20), means = c(12.4, 8.6, 10.5), sds = c(3.84, 3.12, 3.48)),
  list(ns = c(171, 92, 58, 21), means = c(4.33, 4.30, 4.30, 4.39), sds = c(0.85, 1.06, 1.13, 1.07)),
  list(ns = c(5, 9), means = c(10.2, 7.1), sds = c(2.2, 4.9)),
  list(ns = c(2, 3, 40, 7, 12), means = c(-1.5, 0.2, 3.3, 8.1, 2.2), sds = c(0.4, 2.1, 5.5, 1.9, 0.7)))
for (g in groups) {
  d <- data.frame(y = unlist(Map(exact, g$ns, g$means, g$sds)), k = factor(rep(seq_along(g$ns), g$ns)))
  a <- anova(lm(y ~ k, d))
  ss <- a[["Sum Sq"]]
  add("anova", "anova(lm(y ~ k)) of data with these means and SDs", g, list(
    statistic = a[["F value"]][1], p = a[["Pr(>F)"]][1], df1 = a$Df[1], df2 = a$Df[2],
    etaSquared = ss[1] / sum(ss), epsilonSquared = summary(lm(y ~ k, d))$adj.r.squared))
  w <- oneway.test(y ~ k, d)
  add("anova_welch", "oneway.test(y ~ k) of data with these means and SDs", g, list(
    statistic = w$statistic[[1]], p = w$p.value, df1 = w$parameter[[1]], df2 = w$parameter[[2]]))
}
for (g in list(list(events = c(28, 6, 18), totals = c(171, 171, 171)),
               list(events = c(83, 90, 129, 70), totals = c(86, 93, 136, 82)),
               list(events = c(0, 12), totals = c(40, 45)),
               list(events = c(7, 7, 0, 1, 30), totals = c(9, 14, 5, 20, 300)))) {
  x <- suppressWarnings(chisq.test(cbind(g$events, g$totals - g$events), correct = FALSE))
  add("chisq_groups", "chisq.test(cbind(events, totals - events), correct = FALSE)", g, list(
    statistic = x$statistic[[1]], p = x$p.value, df = x$parameter[[1]],
    cramersV = sqrt(x$statistic[[1]] / sum(g$totals))))
}
# Morris 2008, five studies of Carlson and Schmidt 1999
arms <- data.frame(
  n1 = c(20, 50, 9, 10, 14), meanPre1 = c(30.6, 23.5, 0.5, 53.4, 35.6), sdPre1 = c(15.0, 3.1, 0.1, 14.5, 4.7),
  meanPost1 = c(38.5, 26.8, 0.7, 75.9, 36.0), sdPost1 = c(11.6, 4.1, 0.1, 4.4, 4.6),
  n2 = c(20, 42, 9, 11, 14), meanPre2 = c(23.1, 24.9, 0.6, 55.7, 34.8), sdPre2 = c(13.8, 4.1, 0.2, 17.3, 3.1),
  meanPost2 = c(19.7, 25.3, 0.6, 60.7, 33.4), sdPost2 = c(14.8, 3.3, 0.2, 17.9, 6.9),
  correlation = c(0.47, 0.64, 0.77, 0.89, 0.44))
for (i in seq_len(nrow(arms))) for (level in c(0.95, 0.9)) {
  z <- as.list(arms[i, ])
  one <- exact_pair(z$n1, z$meanPre1, z$sdPre1, z$meanPost1, z$sdPost1, z$correlation)
  two <- exact_pair(z$n2, z$meanPre2, z$sdPre2, z$meanPost2, z$sdPost2, z$correlation)
  c1 <- one$post - one$pre; c2 <- two$post - two$pre
  t <- t.test(c1, c2, var.equal = TRUE, conf.level = level)
  add("change_difference", "t.test(change1, change2, var.equal = TRUE)", z, list(
    value = mean(c1) - mean(c2), se = t$stderr, ciLow = t$conf.int[1], ciHigh = t$conf.int[2],
    df = t$parameter[[1]], statistic = t$statistic[[1]], p = t$p.value), level)
  se <- t.test(c1, c2)$stderr; D <- mean(c1) - mean(c2); q <- qnorm((1 + level) / 2)
  add("change_difference_z", "t.test(change1, change2)$stderr with qnorm", z, list(
    value = D, se = se, ciLow = D - q * se, ciHigh = D + q * se, statistic = D / se, p = 2 * pnorm(-abs(D / se))), level)
  b <- z[setdiff(names(z), c("sdPost1", "sdPost2"))]
  df <- z$n1 + z$n2 - 2
  # the residual SD of an analysis of variance is the pooled SD
  sp <- summary(lm(c(one$pre, two$pre) ~ rep(1:2, c(z$n1, z$n2))))$sigma
  k <- 2 * (1 - z$correlation) * (z$n1 + z$n2) / (z$n1 * z$n2)
  cp <- 1 - 3 / (4 * df - 1); d <- cp * D / sp
  se <- sqrt(cp^2 * k * (df / (df - 2)) * (1 + d^2 / k) - d^2)
  add("d_ppc", "Morris 2008 eqs. 8-10 and 25", b, list(
    value = d, se = se, ciLow = d - q * se, ciHigh = d + q * se), level)
  d <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) * D / sp
  se <- sqrt(k + d^2 / (2 * (z$n1 + z$n2)))
  add("d_ppc_ls", "exact J; 2(1-r)(1/n1+1/n2) + d^2/(2N)", b, list(
    value = d, se = se, ciLow = d - q * se, ciHigh = d + q * se), level)
}
# what a printed interval gives back: the standard error that R's own fit has
for (level in c(0.95, 0.99)) {
  fit <- glm(cbind(c(32, 13), c(24, 44)) ~ c(1, 0), family = binomial)
  limits <- exp(confint.default(fit, level = level)[2, ])
  add("log_ratio_from_ci", "confint.default(glm(family = binomial)): its estimate and standard error", list(
    ratio = exp(coef(fit)[[2]]), ratioLow = limits[[1]], ratioHigh = limits[[2]]), list(
    value = coef(fit)[[2]], se = summary(fit)$coefficients[2, 2], p = summary(fit)$coefficients[2, 4]), level)
  limits <- confint.default(fit, level = level)[2, ]
  add("se_from_ci_z", "confint.default(glm(family = binomial))", list(ciLow = limits[[1]], ciHigh = limits[[2]]),
    list(value = summary(fit)$coefficients[2, 2]), level)
  t <- t.test(exact(20, 5.2, 1.1), exact(22, 4.4, 1.3), var.equal = TRUE, conf.level = level)
  add("se_from_ci_t", "t.test(x, y, var.equal = TRUE)", list(
    df = 40, ciLow = t$conf.int[1], ciHigh = t$conf.int[2]), list(value = t$stderr, df = 40), level)
}
for (x in list(c(40, 92, 5, 30), c(23, 92, 3, 30), c(0, 15, 4, 17), c(15, 15, 3, 17), c(28, 171, 6, 171), c(1, 900, 7, 1100)))
  for (level in c(0.95, 0.9)) {
    e <- summary(metafor::escalc("PETO", ai = x[1], n1i = x[2], ci = x[3], n2i = x[4], to = "none"), level = 100 * level)
    add("or_peto", "metafor::escalc(\"PETO\", to = \"none\")", list(x1 = x[1], n1 = x[2], x2 = x[3], n2 = x[4]), list(
      value = exp(e$yi[1]), ciLow = exp(e$ci.lb), ciHigh = exp(e$ci.ub), logEstimate = e$yi[1], seLog = e$sei,
      statistic = e$zi, p = e$pval), level)
  }
cat(toJSON(list(made_with = list(R = as.character(getRversion())), script = "tests/r/make-fixtures.R", cases = cases),
           auto_unbox = TRUE, digits = I(17), pretty = FALSE), "\n")
