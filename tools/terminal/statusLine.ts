/** A terminal, or the pipe or file in its place. */
export interface Output {
	write(text: string): unknown;
	isTTY?: boolean;
	columns?: number;
}

const everyMs = 15_000;
const usualColumns = 80;
/** To the start of the line, and away with what stands in it. */
const erase = '\r\u001B[2K';

/**
 * Says what is going on while it takes its time. In a terminal that is one line that stays in place, below
 * all that is printed; elsewhere it is printed anew every 15 seconds.
 */
export class StatusLine {
	private readonly output: Output;
	private readonly stamp: (line: string) => string;
	private current: string | undefined;
	private told = -Infinity;

	/** @param stamp adds to each line that stays what all of them begin with, such as the time */
	constructor(output: Output, stamp: (line: string) => string = (line) => line) {
		this.output = output;
		this.stamp = stamp;
	}

	/** What is going on now; nothing any more without a text. */
	show(text: string | undefined): void {
		if (this.output.isTTY) {
			this.erase();
			this.current = text;
			this.draw();
		} else if (text === undefined) {
			this.told = -Infinity;
		} else if (Date.now() - this.told >= everyMs) {
			this.told = Date.now();
			this.print(text);
		}
	}

	/** A line that stays. */
	print(line: string): void {
		this.erase();
		this.output.write(`${this.stamp(line)}\n`);
		this.draw();
	}

	private erase(): void {
		if (this.current !== undefined) this.output.write(erase);
	}

	private draw(): void {
		// A line that the terminal breaks in two could not be taken away again.
		const width = (this.output.columns || usualColumns) - 1;
		if (this.current !== undefined) this.output.write(this.current.slice(0, width));
	}
}
