import type { DemoPlan } from './checks.ts';

/** What the demo runs with, and how it speaks to the person. */
export interface DemoOptions extends DemoPlan {
	projectFolder: string;
	n8nPort?: number;
	/** Gives up the start; what has been started by then is stopped again. */
	signal: AbortSignal;
	print: (line: string) => void;
	/** Shows what is going on now; nothing any more without a text. */
	show: (text: string | undefined) => void;
}
