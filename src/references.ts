/** A published source of a formula. */
export interface Reference {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Journal with volume and pages, or publisher. */
  readonly in: string;
  readonly doi?: string;
}

/** Every source that a formula cites, by key. A key that is not here does not compile. */
export const references = {
  agresti1998: {
    authors: 'Agresti A, Coull BA',
    year: 1998,
    title: 'Approximate is better than "exact" for interval estimation of binomial proportions',
    in: 'Am Stat 52(2):119-126',
    doi: '10.1080/00031305.1998.10480550',
  },
  agresti2000: {
    authors: 'Agresti A, Caffo B',
    year: 2000,
    title:
      'Simple and effective confidence intervals for proportions and differences of proportions result from adding two successes and two failures',
    in: 'Am Stat 54(4):280-288',
    doi: '10.1080/00031305.2000.10474560',
  },
  algina2003: {
    authors: 'Algina J, Keselman HJ',
    year: 2003,
    title: 'Approximate confidence intervals for effect sizes',
    in: 'Educ Psychol Meas 63(4):537-553',
  },
  altman1998: {
    authors: 'Altman DG',
    year: 1998,
    title: 'Confidence intervals for the number needed to treat',
    in: 'BMJ 317(7168):1309-1312',
    doi: '10.1136/bmj.317.7168.1309',
  },
  anaya2016: {
    authors: 'Anaya J',
    year: 2016,
    title:
      'The GRIMMER test: a method for testing the validity of reported measures of variability',
    in: 'PeerJ Preprints e2400v1',
    doi: '10.7287/peerj.preprints.2400v1',
  },
  anscombe1956: {
    authors: 'Anscombe FJ',
    year: 1956,
    title: 'On estimating binomial response relations',
    in: 'Biometrika 43(3/4):461-464',
    doi: '10.1093/biomet/43.3-4.461',
  },
  becker1988: {
    authors: 'Becker BJ',
    year: 1988,
    title: 'Synthesizing standardized mean-change measures',
    in: 'Br J Math Stat Psychol 41(2):257-278',
    doi: '10.1111/j.2044-8317.1988.tb00901.x',
  },
  berry1995: {
    authors: 'Berry G, Armitage P',
    year: 1995,
    title: 'Mid-P confidence intervals: a brief review',
    in: 'J R Stat Soc Ser D 44(4):417-423',
  },
  blackman2021: {
    authors: 'Blackman D, Vigna S',
    year: 2021,
    title: 'Scrambled linear pseudorandom number generators',
    in: 'ACM Trans Math Softw 47(4):36',
  },
  blaker2000: {
    authors: 'Blaker H',
    year: 2000,
    title: 'Confidence curves and improved exact confidence intervals for discrete distributions',
    in: 'Can J Stat 28(4):783-798',
    doi: '10.2307/3315916',
  },
  bland1977: {
    authors: 'Bland RG',
    year: 1977,
    title: 'New finite pivoting rules for the simplex method',
    in: 'Math Oper Res 2(2):103-107',
  },
  bonett2008: {
    authors: 'Bonett DG',
    year: 2008,
    title: 'Confidence intervals for standardized linear contrasts of means',
    in: 'Psychol Methods 13(2):99-109',
    doi: '10.1037/1082-989X.13.2.99',
  },
  borenstein2009: {
    authors: 'Borenstein M',
    year: 2009,
    title: 'Effect sizes for continuous data',
    in: 'Cooper H, Hedges LV, Valentine JC (eds), The handbook of research synthesis and meta-analysis, 2nd ed, pp 221-235. Russell Sage Foundation',
  },
  borensteinBook2009: {
    authors: 'Borenstein M, Hedges LV, Higgins JPT, Rothstein HR',
    year: 2009,
    title: 'Introduction to meta-analysis',
    in: 'Wiley',
  },
  brown2001: {
    authors: 'Brown LD, Cai TT, DasGupta A',
    year: 2001,
    title: 'Interval estimation for a binomial proportion',
    in: 'Stat Sci 16(2):101-133',
    doi: '10.1214/ss/1009213286',
  },
  brown2017: {
    authors: 'Brown NJL, Heathers JAJ',
    year: 2017,
    title:
      'The GRIM test: a simple technique detects numerous anomalies in the reporting of results in psychology',
    in: 'Soc Psychol Personal Sci 8(4):363-369',
  },
  chandrupatla1997: {
    authors: 'Chandrupatla TR',
    year: 1997,
    title:
      'A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function without using derivatives',
    in: 'Adv Eng Softw 28(3):145-149',
    doi: '10.1016/S0965-9978(96)00051-8',
  },
  chinn2000: {
    authors: 'Chinn S',
    year: 2000,
    title: 'A simple method for converting an odds ratio to effect size for use in meta-analysis',
    in: 'Stat Med 19(22):3127-3131',
    doi: '10.1002/1097-0258(20001130)19:22<3127::aid-sim784>3.0.co;2-m',
  },
  clopper1934: {
    authors: 'Clopper CJ, Pearson ES',
    year: 1934,
    title: 'The use of confidence or fiducial limits illustrated in the case of the binomial',
    in: 'Biometrika 26(4):404-413',
    doi: '10.1093/biomet/26.4.404',
  },
  cochran1954: {
    authors: 'Cochran WG',
    year: 1954,
    title: 'The combination of estimates from different experiments',
    in: 'Biometrics 10(1):101-129',
    doi: '10.2307/3001666',
  },
  cochrane2019: {
    authors: 'Higgins JPT, Thomas J, Chandler J, Cumpston M, Li T, Page MJ, Welch VA (eds)',
    year: 2019,
    title: 'Cochrane handbook for systematic reviews of interventions, 2nd ed',
    in: 'Wiley; training.cochrane.org/handbook',
  },
  cohen1988: {
    authors: 'Cohen J',
    year: 1988,
    title: 'Statistical power analysis for the behavioral sciences, 2nd ed',
    in: 'Lawrence Erlbaum Associates',
  },
  cooper2009: {
    authors: 'Cooper H, Hedges LV, Valentine JC (eds)',
    year: 2009,
    title: 'The handbook of research synthesis and meta-analysis, 2nd ed',
    in: 'Russell Sage Foundation',
  },
  cornfield1956: {
    authors: 'Cornfield J',
    year: 1956,
    title: 'A statistical problem arising from retrospective studies',
    in: 'Neyman J (ed), Proceedings of the third Berkeley symposium on mathematical statistics and probability, vol 4, pp 135-148. University of California Press',
  },
  cousineau2020: {
    authors: 'Cousineau D',
    year: 2020,
    title: "Approximating the distribution of Cohen's d_p in within-subject designs",
    in: 'Quant Methods Psychol 16(4):418-421',
    doi: '10.20982/tqmp.16.4.p418',
  },
  cramer1946: {
    authors: 'Cramér H',
    year: 1946,
    title: 'Mathematical methods of statistics',
    in: 'Princeton University Press',
  },
  cumming2012: {
    authors: 'Cumming G',
    year: 2012,
    title:
      'Understanding the new statistics: effect sizes, confidence intervals, and meta-analysis',
    in: 'Routledge',
  },
  deeks2010: {
    authors: 'Deeks JJ, Higgins JPT',
    year: 2010,
    title: 'Statistical algorithms in Review Manager 5',
    in: 'The Cochrane Collaboration',
  },
  didonato1992: {
    authors: 'DiDonato AR, Morris AH',
    year: 1992,
    title: 'Algorithm 708: significant digit computation of the incomplete beta function ratios',
    in: 'ACM Trans Math Softw 18(3):360-373',
    doi: '10.1145/131766.131776',
  },
  edwards1948: {
    authors: 'Edwards AL',
    year: 1948,
    title:
      'Note on the "correction for continuity" in testing the significance of the difference between correlated proportions',
    in: 'Psychometrika 13(3):185-187',
    doi: '10.1007/BF02289261',
  },
  fagerland2013: {
    authors: 'Fagerland MW, Lydersen S, Laake P',
    year: 2013,
    title:
      'The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact conditional',
    in: 'BMC Med Res Methodol 13:91',
    doi: '10.1186/1471-2288-13-91',
  },
  fieller1954: {
    authors: 'Fieller EC',
    year: 1954,
    title: 'Some problems in interval estimation',
    in: 'J R Stat Soc Ser B 16(2):175-185',
  },
  fisher1915: {
    authors: 'Fisher RA',
    year: 1915,
    title:
      'Frequency distribution of the values of the correlation coefficient in samples from an indefinitely large population',
    in: 'Biometrika 10(4):507-521',
    doi: '10.1093/biomet/10.4.507',
  },
  fisher1925: {
    authors: 'Fisher RA',
    year: 1925,
    title: 'Statistical methods for research workers',
    in: 'Oliver and Boyd',
  },
  fisher1935: {
    authors: 'Fisher RA',
    year: 1935,
    title: 'The logic of inductive inference',
    in: 'J R Stat Soc 98(1):39-82',
    doi: '10.2307/2342435',
  },
  garwood1936: {
    authors: 'Garwood F',
    year: 1936,
    title: 'Fiducial limits for the Poisson distribution',
    in: 'Biometrika 28(3/4):437-442',
    doi: '10.1093/biomet/28.3-4.437',
  },
  gibbons1993: {
    authors: 'Gibbons RD, Hedeker DR, Davis JM',
    year: 1993,
    title: 'Estimation of effect size from a series of experiments involving paired comparisons',
    in: 'J Educ Stat 18(3):271-279',
    doi: '10.3102/10769986018003271',
  },
  glass1976: {
    authors: 'Glass GV',
    year: 1976,
    title: 'Primary, secondary, and meta-analysis of research',
    in: 'Educ Res 5(10):3-8',
    doi: '10.3102/0013189X005010003',
  },
  goodman1965: {
    authors: 'Goodman LA',
    year: 1965,
    title: 'On simultaneous confidence intervals for multinomial proportions',
    in: 'Technometrics 7(2):247-254',
  },
  haldane1956: {
    authors: 'Haldane JBS',
    year: 1956,
    title: 'The estimation and significance of the logarithm of a ratio of frequencies',
    in: 'Ann Hum Genet 20(4):309-311',
    doi: '10.1111/j.1469-1809.1955.tb01285.x',
  },
  heathers2018: {
    authors: 'Heathers JAJ, Anaya J, van der Zee T, Brown NJL',
    year: 2018,
    title:
      'Recovering data from summary statistics: Sample Parameter Reconstruction via Iterative TEchniques (SPRITE)',
    in: 'PeerJ Preprints 6:e26968v1',
    doi: '10.7287/peerj.preprints.26968v1',
  },
  hedges1981: {
    authors: 'Hedges LV',
    year: 1981,
    title: "Distribution theory for Glass's estimator of effect size and related estimators",
    in: 'J Educ Stat 6(2):107-128',
    doi: '10.3102/10769986006002107',
  },
  hedges1982: {
    authors: 'Hedges LV',
    year: 1982,
    title: 'Estimation of effect size from a series of independent experiments',
    in: 'Psychol Bull 92(2):490-499',
    doi: '10.1037/0033-2909.92.2.490',
  },
  hedges1983: {
    authors: 'Hedges LV',
    year: 1983,
    title: 'A random effects model for effect sizes',
    in: 'Psychol Bull 93(2):388-395',
    doi: '10.1037/0033-2909.93.2.388',
  },
  hedges1985: {
    authors: 'Hedges LV, Olkin I',
    year: 1985,
    title: 'Statistical methods for meta-analysis',
    in: 'Academic Press',
  },
  hedges1999: {
    authors: 'Hedges LV, Gurevitch J, Curtis PS',
    year: 1999,
    title: 'The meta-analysis of response ratios in experimental ecology',
    in: 'Ecology 80(4):1150-1156',
    doi: '10.1890/0012-9658(1999)080[1150:TMAORR]2.0.CO;2',
  },
  hyndman1996: {
    authors: 'Hyndman RJ, Fan Y',
    year: 1996,
    title: 'Sample quantiles in statistical packages',
    in: 'Am Stat 50(4):361-365',
    doi: '10.1080/00031305.1996.10473566',
  },
  johnson1940: {
    authors: 'Johnson NL, Welch BL',
    year: 1940,
    title: 'Applications of the non-central t-distribution',
    in: 'Biometrika 31(3/4):362-389',
    doi: '10.1093/biomet/31.3-4.362',
  },
  jung2025: {
    authors: 'Jung L, Larigaldie N',
    year: 2025,
    title: 'unsum: reconstruct raw data from summary statistics (the CLOSURE algorithm)',
    in: 'R package version 0.2.0',
    doi: '10.32614/CRAN.package.unsum',
  },
  katz1978: {
    authors: 'Katz D, Baptista J, Azen SP, Pike MC',
    year: 1978,
    title: 'Obtaining confidence intervals for the risk ratio in cohort studies',
    in: 'Biometrics 34(3):469-474',
    doi: '10.2307/2530610',
  },
  knuth1975: {
    authors: 'Knuth DE',
    year: 1975,
    title: 'Estimating the efficiency of backtrack programs',
    in: 'Math Comput 29(129):122-136',
  },
  koopman1984: {
    authors: 'Koopman PAR',
    year: 1984,
    title: 'Confidence intervals for the ratio of two binomial proportions',
    in: 'Biometrics 40(2):513-517',
    doi: '10.2307/2531405',
  },
  lajeunesse2011: {
    authors: 'Lajeunesse MJ',
    year: 2011,
    title:
      'On the meta-analysis of response ratios for studies with correlated and multi-group designs',
    in: 'Ecology 92(11):2049-2055',
    doi: '10.1890/11-0423.1',
  },
  lajeunesse2015: {
    authors: 'Lajeunesse MJ',
    year: 2015,
    title: 'Bias and correction for the log response ratio in ecological meta-analysis',
    in: 'Ecology 96(8):2056-2063',
    doi: '10.1890/14-2402.1',
  },
  lakens2013: {
    authors: 'Lakens D',
    year: 2013,
    title:
      'Calculating and reporting effect sizes to facilitate cumulative science: a practical primer for t-tests and ANOVAs',
    in: 'Front Psychol 4:863',
    doi: '10.3389/fpsyg.2013.00863',
  },
  loader2000: {
    authors: 'Loader C',
    year: 2000,
    title: 'Fast and accurate computation of binomial probabilities',
    in: 'Lucent Technologies, Bell Laboratories',
  },
  luo2018: {
    authors: 'Luo D, Wan X, Liu J, Tong T',
    year: 2018,
    title:
      'Optimally estimating the sample mean from the sample size, median, mid-range, and/or mid-quartile range',
    in: 'Stat Methods Med Res 27(6):1785-1805',
    doi: '10.1177/0962280216669183',
  },
  may2000: {
    authors: 'May WL, Johnson WD',
    year: 2000,
    title:
      'Constructing two-sided simultaneous confidence intervals for multinomial proportions for small counts in a large number of cells',
    in: 'J Stat Softw 5(6)',
  },
  mcgraw1992: {
    authors: 'McGraw KO, Wong SP',
    year: 1992,
    title: 'A common language effect size statistic',
    in: 'Psychol Bull 111(2):361-365',
    doi: '10.1037/0033-2909.111.2.361',
  },
  mcnemar1947: {
    authors: 'McNemar Q',
    year: 1947,
    title:
      'Note on the sampling error of the difference between correlated proportions or percentages',
    in: 'Psychometrika 12(2):153-157',
    doi: '10.1007/BF02295996',
  },
  mee1984: {
    authors: 'Mee RW',
    year: 1984,
    title: 'Confidence bounds for the difference between two probabilities',
    in: 'Biometrics 40(4):1175-1176',
  },
  miettinen1985: {
    authors: 'Miettinen O, Nurminen M',
    year: 1985,
    title: 'Comparative analysis of two rates',
    in: 'Stat Med 4(2):213-226',
    doi: '10.1002/sim.4780040211',
  },
  morris2008: {
    authors: 'Morris SB',
    year: 2008,
    title: 'Estimating effect sizes from pretest-posttest-control group designs',
    in: 'Organ Res Methods 11(2):364-386',
    doi: '10.1177/1094428106291059',
  },
  nakagawa2015: {
    authors: 'Nakagawa S, Poulin R, Mengersen K, Reinhold K, Engqvist L, Lagisz M, Senior AM',
    year: 2015,
    title: 'Meta-analysis of variation: ecological and evolutionary applications and beyond',
    in: 'Methods Ecol Evol 6(2):143-152',
    doi: '10.1111/2041-210x.12309',
  },
  newcombe1998: {
    authors: 'Newcombe RG',
    year: 1998,
    title: 'Two-sided confidence intervals for the single proportion: comparison of seven methods',
    in: 'Stat Med 17(8):857-872',
    doi: '10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E',
  },
  newcombe1998b: {
    authors: 'Newcombe RG',
    year: 1998,
    title:
      'Interval estimation for the difference between independent proportions: comparison of eleven methods',
    in: 'Stat Med 17(8):873-890',
    doi: '10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I',
  },
  newcombe1998c: {
    authors: 'Newcombe RG',
    year: 1998,
    title:
      'Improved confidence intervals for the difference between binomial proportions based on paired data',
    in: 'Stat Med 17(22):2635-2650',
    doi: '10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C',
  },
  nijenhuis1978: {
    authors: 'Nijenhuis A, Wilf HS',
    year: 1978,
    title: 'Combinatorial Algorithms, 2nd ed.',
    in: 'Academic Press',
  },
  nuijten2016: {
    authors: 'Nuijten MB, Hartgerink CHJ, van Assen MALM, Epskamp S, Wicherts JM',
    year: 2016,
    title: 'The prevalence of statistical reporting errors in psychology (1985-2013)',
    in: 'Behav Res Methods 48(4):1205-1226',
    doi: '10.3758/s13428-015-0664-2',
  },
  oehlert1992: {
    authors: 'Oehlert GW',
    year: 1992,
    title: 'A note on the delta method',
    in: 'Am Stat 46(1):27-29',
    doi: '10.1080/00031305.1992.10475842',
  },
  pearson1900: {
    authors: 'Pearson K',
    year: 1900,
    title:
      'On the criterion that a given system of deviations from the probable in the case of a correlated system of variables is such that it can be reasonably supposed to have arisen from random sampling',
    in: 'Philos Mag Ser 5 50(302):157-175',
    doi: '10.1080/14786440009463897',
  },
  pustejovsky2014: {
    authors: 'Pustejovsky JE, Hedges LV, Shadish WR',
    year: 2014,
    title:
      'Design-comparable effect sizes in multiple baseline designs: a general modeling framework',
    in: 'J Educ Behav Stat 39(5):368-393',
  },
  quesenberry1964: {
    authors: 'Quesenberry CP, Hurst DC',
    year: 1964,
    title: 'Large sample simultaneous confidence intervals for multinomial proportions',
    in: 'Technometrics 6(2):191-195',
  },
  reiser1999: {
    authors: 'Reiser B, Faraggi D',
    year: 1999,
    title: 'Confidence intervals for the overlapping coefficient: the normal equal variance case',
    in: 'J R Stat Soc Ser D 48(3):413-418',
    doi: '10.1111/1467-9884.00199',
  },
  rothman1979: {
    authors: 'Rothman KJ, Boice JD',
    year: 1979,
    title: 'Epidemiologic analysis with a programmable calculator',
    in: 'NIH publication 79-1649',
  },
  senior2020: {
    authors: 'Senior AM, Viechtbauer W, Nakagawa S',
    year: 2020,
    title:
      'Revisiting and expanding the meta-analysis of variation: the log coefficient of variation ratio',
    in: 'Res Synth Methods 11(4):553-567',
    doi: '10.1002/jrsm.1423',
  },
  shi2020: {
    authors: 'Shi J, Luo D, Weng H, Zeng XT, Lin L, Chu H, Tong T',
    year: 2020,
    title: 'Optimally estimating the sample standard deviation from the five-number summary',
    in: 'Res Synth Methods 11(5):641-654',
    doi: '10.1002/jrsm.1429',
  },
  sison1995: {
    authors: 'Sison CP, Glaz J',
    year: 1995,
    title:
      'Simultaneous confidence intervals and sample size determination for multinomial proportions',
    in: 'J Am Stat Assoc 90(429):366-369',
  },
  sokal1995: {
    authors: 'Sokal RR, Rohlf FJ',
    year: 1995,
    title: 'Biometry, 3rd ed',
    in: 'W. H. Freeman',
  },
  steele2014: {
    authors: 'Steele GL, Lea D, Flood CH',
    year: 2014,
    title: 'Fast splittable pseudorandom number generators',
    in: "Proceedings of OOPSLA '14, pp 453-472. ACM",
    doi: '10.1145/2660193.2660195',
  },
  steiger1997: {
    authors: 'Steiger JH, Fouladi RT',
    year: 1997,
    title: 'Noncentrality interval estimation and the evaluation of statistical models',
    in: 'Harlow LL, Mulaik SA, Steiger JH (eds), What if there were no significance tests?, pp 221-257. Lawrence Erlbaum Associates',
  },
  student1908: {
    authors: 'Student',
    year: 1908,
    title: 'The probable error of a mean',
    in: 'Biometrika 6(1):1-25',
    doi: '10.1093/biomet/6.1.1',
  },
  temme1979: {
    authors: 'Temme NM',
    year: 1979,
    title: 'The asymptotic expansion of the incomplete gamma functions',
    in: 'SIAM J Math Anal 10(4):757-766',
    doi: '10.1137/0510071',
  },
  vangel1996: {
    authors: 'Vangel MG',
    year: 1996,
    title: 'Confidence intervals for a normal coefficient of variation',
    in: 'Am Stat 50(1):21-26',
    doi: '10.2307/2685039',
  },
  viechtbauer2007: {
    authors: 'Viechtbauer W',
    year: 2007,
    title:
      'Approximate confidence intervals for standardized effect sizes in the two-independent and two-dependent samples design',
    in: 'J Educ Behav Stat 32(1):39-60',
    doi: '10.3102/1076998606298034',
  },
  viechtbauer2010: {
    authors: 'Viechtbauer W',
    year: 2010,
    title: 'Conducting meta-analyses in R with the metafor package',
    in: 'J Stat Softw 36(3):1-48',
    doi: '10.18637/jss.v036.i03',
  },
  wan2014: {
    authors: 'Wan X, Wang W, Liu J, Tong T',
    year: 2014,
    title:
      'Estimating the sample mean and standard deviation from the sample size, median, range and/or interquartile range',
    in: 'BMC Med Res Methodol 14:135',
    doi: '10.1186/1471-2288-14-135',
  },
  welch1947: {
    authors: 'Welch BL',
    year: 1947,
    title:
      "The generalization of 'Student's' problem when several different population variances are involved",
    in: 'Biometrika 34(1/2):28-35',
    doi: '10.1093/biomet/34.1-2.28',
  },
  welch1951: {
    authors: 'Welch BL',
    year: 1951,
    title: 'On the comparison of several mean values: an alternative approach',
    in: 'Biometrika 38(3/4):330-336',
    doi: '10.1093/biomet/38.3-4.330',
  },
  wilson1927: {
    authors: 'Wilson EB',
    year: 1927,
    title: 'Probable inference, the law of succession, and statistical inference',
    in: 'J Am Stat Assoc 22(158):209-212',
    doi: '10.1080/01621459.1927.10502953',
  },
  woolf1955: {
    authors: 'Woolf B',
    year: 1955,
    title: 'On estimating the relation between blood group and disease',
    in: 'Ann Hum Genet 19(4):251-253',
    doi: '10.1111/j.1469-1809.1955.tb01348.x',
  },
  yates1934: {
    authors: 'Yates F',
    year: 1934,
    title: 'Contingency tables involving small numbers and the χ² test',
    in: 'Suppl J R Stat Soc 1(2):217-235',
    doi: '10.2307/2983604',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceKey = keyof typeof references;
