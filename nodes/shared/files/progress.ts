/** It is reported at every twentieth of the way. */
const STEPS = 20;

/** A single file is only reported if it takes a while, in bytes. */
const LARGE_FILE = 50e6;

/** The input item that a file belongs to, or what else tells it from the others. */
export type FileKey = number | string;

/** How far the uploads or downloads of one run of a node are. */
export class Progress {
	private finished = 0;
	private bytes = 0;
	private stepsReported = 0;

	/** Of the files under way: which part of them is through, 0–1. */
	private readonly underway = new Map<FileKey, number>();
	private files: number;

	private readonly report: (line: string) => void;

	/**
	 * @param files how many there are in all
	 * @param report gets a line such as `40 of 200 files, 203.4 MB`
	 */
	constructor(files: number, report: (line: string) => void) {
		this.files = files;
		this.report = report;
	}

	/** There are so many more files than was said; fewer, if negative. */
	expectMore(files: number): void {
		this.files += files;
	}

	/** A piece of a file went. @param fileBytes the size of the file, 0 where it is not known */
	moved(file: FileKey, pieceBytes: number, fileBytes: number): void {
		this.bytes += pieceBytes;
		const part = (this.underway.get(file) ?? 0) + (fileBytes > 0 ? pieceBytes / fileBytes : 0);
		// Whole only once the service has taken it.
		this.underway.set(file, Math.min(part, 0.99));
		if (this.files > 1 || fileBytes >= LARGE_FILE) this.reportStep();
	}

	/** A file is done, whether it went well or not. */
	fileDone(file: FileKey): void {
		this.underway.delete(file);
		this.finished++;
		if (this.files > 1) this.reportStep();
	}

	private reportStep(): void {
		const parts = [...this.underway.values()].reduce((sum, part) => sum + part, this.finished);
		// Rounded, since many small fractions do not add up to a whole one.
		const steps = Math.floor((parts / this.files) * STEPS + 1e-6);
		if (steps <= this.stepsReported) return;
		this.stepsReported = steps;
		this.report(`${this.finished} of ${this.files} files, ${(this.bytes / 1e6).toFixed(1)} MB`);
	}
}
