/** Words that stand for ids in a report: the same word for the same id. */
export class Placeholders {
	private readonly words = new Map<string, string>();

	/** Such as `job-1` for the first job that is spoken of. */
	of(kind: string, id: number | string): string {
		const key = `${kind} ${id}`;
		const known = this.words.get(key);
		if (known !== undefined) return known;
		const number = [...this.words.keys()].filter((one) => one.startsWith(`${kind} `)).length + 1;
		const word = `${kind}-${number}`;
		this.words.set(key, word);
		return word;
	}
}
