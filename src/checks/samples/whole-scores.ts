/**
 * Whether n whole numbers, without limits, can have the total `sum` and the sum of squares
 * `squares`. The two have equal parity, since u² − u is even, and squares is at least that of the
 * two neighbouring values around the mean. From five numbers on that is all:
 *
 * Theorem. For n ≥ 5 such numbers exist whenever both hold. Proof. Moving all by one changes
 * neither condition, so let 0 ≤ sum < n; taking out a 0 or a 1 keeps both, so n = 5 is enough. Take
 * out x with sum − x odd and |5x − sum| least. Of the rest let b be the sum and a the squares: both
 * are odd, and 4a − b² = (4V − (5x − sum)²)/5 with V = 5·squares − sum². For sum = 0 … 4 that is above
 * 0 (but for five zeros), and ≡ 3 (mod 8), so it is a sum of three odd squares x², y², z², and
 * (b ± x ± y ± z)/4 with fitting signs are the four whole numbers that are left.
 *
 * With V = n·squares − sum²: two numbers need V to be a square, three V/2 to be of the form
 * a² + ab + b², four V not to be of the form 4^a(8b + 7) (three squares).
 *
 * @param sum in 0 … n − 1: the numbers moved by the floor of their mean
 */
export function wholeNumbersExist(n: number, sum: number, squares: number): boolean {
  if (squares < sum || (squares - sum) % 2 !== 0) return false;
  const spread = n * squares - sum * sum;
  if (n >= 5) return true;
  if (n === 4) return isSumOfThreeSquares(spread);
  if (n === 3) return isLoeschian(spread / 2);
  if (n === 2) return Number.isInteger(Math.sqrt(spread));
  return spread === 0;
}

/** Legendre: all but 4^a(8b + 7). */
function isSumOfThreeSquares(value: number): boolean {
  let rest = value;
  while (rest > 0 && rest % 4 === 0) rest /= 4;
  return rest % 8 !== 7;
}

/** a² + ab + b²: every prime ≡ 2 (mod 3) divides it an even number of times. */
function isLoeschian(value: number): boolean {
  let rest = value;
  for (let prime = 2; prime * prime <= rest; prime++) {
    let times = 0;
    while (rest % prime === 0) {
      rest /= prime;
      times++;
    }
    if (prime % 3 === 2 && times % 2 === 1) return false;
  }
  return rest % 3 !== 2;
}
