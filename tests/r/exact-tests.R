# Expected values, made with R, of exact tests: Mann-Whitney's U, Wilcoxon's signed-rank W and
# Fisher's test of r x c tables, and what wilcox.test prints of data with and without ties.
# Run by hand: Rscript tests/r/exact-tests.R > tests/fixtures/r/exact-tests.json
# Needs the package jsonlite.

library(jsonlite)
set.seed(20240611)

u <- list()
for (n in list(c(1, 1), c(1, 7), c(2, 3), c(3, 3), c(5, 4), c(10, 10), c(8, 23), c(30, 31), c(12, 60), c(49, 49), c(70, 20), c(100, 100)))
  for (share in c(0, 0.05, 0.2, 0.35, 0.45, 0.5, 0.6, 0.9, 1)) {
    q <- floor(share * n[1] * n[2])
    u[[length(u) + 1]] <- list(n1 = n[1], n2 = n[2], u = q, lower = pwilcox(q, n[1], n[2]), upper = pwilcox(q, n[1], n[2], lower.tail = FALSE))
  }
w <- list()
for (n in c(1, 2, 3, 5, 10, 17, 30, 52, 100, 199, 200)) for (share in c(0, 0.05, 0.2, 0.35, 0.45, 0.5, 0.6, 0.9, 1)) {
  q <- floor(share * n * (n + 1) / 2)
  w[[length(w) + 1]] <- list(n = n, w = q, lower = psignrank(q, n), upper = psignrank(q, n, lower.tail = FALSE))
}

# Tables: from a textbook's kind to zeros, empty margins and very unequal ones.
given <- list(
  rbind(c(12, 5, 9), c(28, 37, 29)), rbind(c(12, 5, 9, 3), c(28, 37, 29, 40)), rbind(c(0, 5, 0), c(7, 0, 3)),
  rbind(c(3, 0, 0), c(0, 3, 0), c(0, 0, 3)), rbind(c(1, 0), c(0, 1), c(1, 1)), rbind(c(83, 90, 129, 70), c(3, 3, 7, 12)),
  rbind(c(3, 1, 4), c(1, 5, 9), c(2, 6, 5)), rbind(c(4, 2, 3, 5), c(1, 6, 2, 2), c(3, 3, 8, 1)),
  rbind(c(0, 2, 9), c(1, 200, 3)), rbind(c(1, 1, 1, 1, 1), c(0, 0, 0, 0, 5)), rbind(c(2, 0, 1), c(300, 45, 12)),
  rbind(c(7, 3, 2), c(13, 17, 20)), rbind(c(5, 5), c(5, 5)), rbind(c(28, 6), c(143, 165)), rbind(c(9, 1), c(1, 9), c(5, 5), c(0, 10)))
random <- lapply(seq_len(28), function(i) {
  r <- sample(2:4, 1); k <- sample(2:(if (r == 2) 6 else if (r == 3) 4 else 3), 1)
  m <- matrix(rpois(r * k, sample(c(0.5, 2, 5, if (r == 2) 12 else 4), 1) * outer(rexp(r) + 0.3, rexp(k) + 0.3)), r)
  m
})
random <- Filter(function(m) sum(rowSums(m) > 0) > 1 && sum(colSums(m) > 0) > 1, random)
tables <- lapply(c(given, random), function(m) {
  full <- m[rowSums(m) > 0, colSums(m) > 0, drop = FALSE]
  x <- suppressWarnings(chisq.test(full, correct = FALSE))
  list(rows = m, p = fisher.test(m, workspace = 2e7)$p.value, statistic = x$statistic[[1]], df = x$parameter[[1]], chisqP = x$p.value)
})

# wilcox.test of whole scores: with ties (normal approximation) and without (exact)
samples <- list()
for (i in 1:60) {
  n1 <- sample(3:25, 1); n2 <- sample(3:25, 1); range <- sample(c(3, 8, 40, 1e6), 1)
  x <- sample(0:range, n1, TRUE); y <- sample(0:range, n2, TRUE) + round(range * runif(1, 0, 0.5))
  if (length(unique(c(x, y))) == 1) next
  t <- suppressWarnings(wilcox.test(x, y, correct = i %% 2 == 0))
  tied <- anyDuplicated(c(x, y)) > 0
  samples[[length(samples) + 1]] <- list(kind = "U", n = c(n1, n2), statistic = t$statistic[[1]], p = t$p.value, tied = tied)
  d <- x - sample(0:range, n1, TRUE) + round(range * runif(1, 0, 0.4))
  if (all(d == 0)) next
  t <- suppressWarnings(wilcox.test(d, correct = i %% 2 == 0))
  samples[[length(samples) + 1]] <- list(kind = "W", n = n1, statistic = t$statistic[[1]], p = t$p.value, tied = anyDuplicated(abs(d)) > 0 || any(d == 0))
}
cat(toJSON(list(made_with = list(R = as.character(getRversion())), script = "tests/r/exact-tests.R",
                u = u, w = w, tables = tables, samples = samples), auto_unbox = TRUE, digits = I(17)), "\n")
