import type { IPollFunctions } from 'n8n-workflow';

/** The rest is for what is under way when the time is over, and for n8n. */
const SHARE_OF_BUDGET = 0.8;

/**
 * No poll takes longer, whatever n8n says: without its scheduler it says 5 minutes, but an activation, of which a
 * poll is a part, fails after 84 s (n8n 2.41.1).
 */
const LONGEST_BUDGET_MS = 75_000;

/**
 * Until when a poll may begin something, in ms since 1970: n8n abandons one that takes longer than its budget, and
 * what it found. `Infinity` before n8n 2.37, which says nothing.
 */
export function endOfPoll(context: IPollFunctions): number {
	const budgetMs = pollBudgetMs(context);
	if (budgetMs === undefined) return Infinity;
	return Date.now() + Math.min(budgetMs, LONGEST_BUDGET_MS) * SHARE_OF_BUDGET;
}

/** How long n8n lets a poll take. */
export function pollBudgetMs(context: IPollFunctions): number | undefined {
	const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number };
	return getPollBudgetMs?.call(context);
}

/** A moment between now and an end: after that share of the time that is left. */
export function partOf(end: number, share: number): number {
	return end === Infinity ? Infinity : Date.now() + Math.max(0, end - Date.now()) * share;
}

/**
 * Things in the order in which to ask about them: where the time is over before all were asked about, the next poll
 * goes on after the last one.
 */
export function goingOnAfter<Thing>(
	last: string,
	things: Thing[],
	keyOf: (thing: Thing) => string,
): Thing[] {
	const next = things.findIndex((thing) => keyOf(thing) === last) + 1;
	return [...things.slice(next), ...things.slice(0, next)];
}
