/** What is asked of a figure, and whether it is so. */
export interface Target {
	what: string;
	wanted: string;
	got: string;
	/** `undefined` where it could not be measured. */
	met: boolean | undefined;
}

/** Figures for people. */
export interface CaseTable {
	title: string;
	columns: string[];
	rows: string[][];
	/** What the table needs to be read rightly. */
	notes: string[];
}

/** What one case found: for people as a table, for programs as figures. */
export interface CaseResult extends CaseTable {
	/** Of a case that has several. */
	more?: CaseTable[];
	targets: Target[];
	/** The same, raw: times in milliseconds, memory and sizes in bytes. */
	figures: unknown;
}

/** A target with an upper limit. */
export function atMost(
	what: string,
	value: number | undefined,
	limit: number,
	tell: (value: number) => string,
): Target {
	return {
		what,
		wanted: `at most ${tell(limit)}`,
		got: value === undefined ? 'not measured' : tell(value),
		met: value === undefined ? undefined : value <= limit,
	};
}
