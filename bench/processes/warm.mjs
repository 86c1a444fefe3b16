/** Median milliseconds of calls that follow enough others to be warm. */
export function warm(call, budget = 600) {
  const times = [];
  const begun = performance.now();
  do {
    const start = performance.now();
    call();
    times.push(performance.now() - start);
  } while (times.length < 2000 && performance.now() - begun < budget);
  const late = times.slice(Math.floor(times.length / 2)).sort((a, b) => a - b);
  return late[late.length >> 1];
}
