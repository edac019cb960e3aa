/** What people wait for. */
export type Milestone = 'board' | 'first photo' | 'n8n' | 'all done';

/** Notes how long the demo took to get somewhere. */
export class Milestones {
	private readonly started = Date.now();
	private readonly reached: Array<{ milestone: Milestone; afterMs: number }> = [];

	reach(milestone: Milestone): void {
		this.reached.push({ milestone, afterMs: Date.now() - this.started });
	}

	/** What was reached, in one sentence: "Board after 2 s, n8n after 3 min 40 s, all done after 5 min." */
	toString(): string {
		const all = this.reached
			.map(({ milestone, afterMs }) => `${milestone} after ${duration(afterMs)}`)
			.join(', ');
		return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
	}
}

function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	if (minutes === 0) return `${seconds} s`;
	return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
