/** What searches found, for as long as nothing changes: so that page after page of many costs little. */
const mostLists = 20;

export class KnownLists {
	private readonly lists = new Map<string, number[]>();

	/** The ids for a search, found now if it is not known yet. */
	get(search: string, find: () => number[]): number[] {
		const known = this.lists.get(search);
		if (known) return known;
		if (this.lists.size >= mostLists) this.forget();
		const found = find();
		this.lists.set(search, found);
		return found;
	}

	/** Something changed. */
	forget(): void {
		this.lists.clear();
	}
}
