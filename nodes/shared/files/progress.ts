import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { runOf } from '../sender';

/** It is told at every twentieth of the way. */
const STEPS = 20;

/** A single file is told of only where it takes a while, in bytes. */
const LARGE_FILE = 50e6;

/** How far the uploads or downloads of one run of a node are. */
export class Progress {
	private finished = 0;

	private bytes = 0;

	private stepsTold = 0;

	/** Of the files on their way: which part of them has gone, 0–1, by input item. */
	private readonly underway = new Map<number, number>();

	private readonly files: number;

	private readonly tell: (line: string) => void;

	/**
	 * @param files how many there are in all
	 * @param tell gets a line such as `40 of 200 files, 203.4 MB`
	 */
	constructor(files: number, tell: (line: string) => void) {
		this.files = files;
		this.tell = tell;
	}

	/** A piece of an item's file went. @param fileBytes the size of the file, 0 where it is not known */
	moved(item: number, pieceBytes: number, fileBytes: number): void {
		this.bytes += pieceBytes;
		const part = (this.underway.get(item) ?? 0) + (fileBytes > 0 ? pieceBytes / fileBytes : 0);
		// Whole only once the service has taken it.
		this.underway.set(item, Math.min(part, 0.99));
		if (this.files > 1 || fileBytes >= LARGE_FILE) this.tellStep();
	}

	/** An item is done, whether it went well or not. */
	itemDone(item: number): void {
		this.underway.delete(item);
		this.finished++;
		if (this.files > 1) this.tellStep();
	}

	private tellStep(): void {
		const parts = [...this.underway.values()].reduce((sum, part) => sum + part, this.finished);
		// Rounded, since many small fractions do not add up to a whole one.
		const steps = Math.floor((parts / this.files) * STEPS + 1e-6);
		if (steps <= this.stepsTold) return;
		this.stepsTold = steps;
		this.tell(`${this.finished} of ${this.files} files, ${(this.bytes / 1e6).toFixed(1)} MB`);
	}
}

const all = new WeakMap<object, Progress>();

/**
 * The progress of the run that a context belongs to. It is told in n8n's log and, while somebody runs the
 * workflow in the editor, in the browser's console: n8n has no other place for it while a node runs.
 */
export function progressOf(context: IExecutePaginationFunctions): Progress {
	const run = runOf(context);
	const known = all.get(run);
	if (known) return known;
	const files = context.getExecuteData().data.main?.[0]?.length ?? 1;
	const { name } = context.getNode();
	const progress = new Progress(files, (line) => {
		context.logger.info(`${name}: ${line}`);
		messageToEditor(context, line);
	});
	all.set(run, progress);
	return progress;
}

/** n8n's contexts for one item have it too, though their type does not say so. */
function messageToEditor(context: object, line: string): void {
	const { sendMessageToUI } = context as { sendMessageToUI?: (message: string) => void };
	sendMessageToUI?.call(context, line);
}
