# The two-tailed p-values of the test statistics in printed-tests.csv, over all values that round to
# the printed one: columns r_low and r_high, by R's own distribution functions.
# Run by hand: Rscript tests/r/printed-tests.R > printed-tests.csv, and move it to
# tests/fixtures/table/. Needs no package.

d <- read.csv("tests/fixtures/table/printed-tests.csv", colClasses = "character")
half <- function(text) 0.5 * 10^-nchar(sub("^[^.]*\\.?", "", text))
two_tailed <- function(kind, x, df, df2) switch(kind,
  t = 2 * pt(-abs(x), df),
  z = 2 * pnorm(-abs(x)),
  F = pf(x, df, df2, lower.tail = FALSE),
  chi2 = , Q = pchisq(x, df, lower.tail = FALSE),
  r = 2 * pt(-abs(x) * sqrt(df / (1 - x^2)), df))
for (i in seq_len(nrow(d))) {
  x <- abs(as.numeric(d$statistic[i]))
  p <- function(x) format(two_tailed(d$kind[i], x, as.numeric(d$df[i]), as.numeric(d$df2[i])), digits = 12)
  d$r_low[i] <- p(x + half(d$statistic[i]))
  d$r_high[i] <- p(max(x - half(d$statistic[i]), 0))
}
write.csv(d, row.names = FALSE, quote = FALSE)
