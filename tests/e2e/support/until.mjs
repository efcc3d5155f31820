// Waiting for something that says nothing when it happens: asked again and again, a bound for the machine that never says it.

/**
 * The first answer of `question` that counts as true. `what` names it when none came within `limit` milliseconds: words, or
 * a function that looks how things stand then.
 */
export async function until(question, what, { limit = 15_000, every = 25 } = {}) {
  for (const begun = Date.now(); ; ) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() - begun > limit) throw new Error(`in vain: ${typeof what === "function" ? await what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
