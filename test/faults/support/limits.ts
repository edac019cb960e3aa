import { AsyncLocalStorage } from 'node:async_hooks';

type Limits = typeof import('../../../nodes/shared/client/timeLimit');

/** How long a request that a fault has struck may take in what runs with short limits, in ms. */
const SHORT_LIMIT_MS = 400;

/** The same for a sign-in and for the polls of a trigger, which n8n itself gives up as well. */
const SHORT_ANSWER_MS = 2_000;

/** How often the fault struck so far, in what runs with short limits. */
const strikes = new AsyncLocalStorage<() => number>();

/**
 * Runs `work` with short time limits. They hold for requests that a fault has struck: one that goes well can take
 * seconds on a busy machine.
 *
 * @param count how often the fault has struck
 */
export async function withShortLimits<T>(count: () => number, work: () => Promise<T>): Promise<T> {
	return await strikes.run(count, work);
}

/** Stands in for the nodes' own limits: the same, only sooner. */
export function shorter(actual: Limits): Record<keyof Limits, unknown> {
	class TimeLimit extends actual.TimeLimit {
		private readonly count = strikes.getStore();

		private readonly struckBefore = this.count?.() ?? 0;

		private limitMs: number;

		constructor(ms: number, cancelled?: AbortSignal) {
			super(ms, cancelled);
			this.limitMs = ms;
		}

		override extend(ms = this.limitMs): void {
			this.limitMs = ms;
			super.extend(ms);
		}

		override check(now: number): boolean {
			const isStruck = this.count !== undefined && this.count() > this.struckBefore;
			return super.check(isStruck ? now + this.limitMs - SHORT_LIMIT_MS : now);
		}
	}

	return {
		...actual,
		TimeLimit,
		get ANSWER_TIMEOUT_MS() {
			return strikes.getStore() ? SHORT_ANSWER_MS : actual.ANSWER_TIMEOUT_MS;
		},
	};
}
