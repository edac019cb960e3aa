/** Work that takes a while, one piece per key: whoever asks for it meanwhile waits for the same piece. */
export class UnderWay<Key, Result> {
	private readonly pieces = new Map<Key, Promise<Result>>();

	/** Starts the work unless the key's is under way; resolves with its result. */
	async do(key: Key, work: () => Promise<Result>): Promise<Result> {
		let piece = this.pieces.get(key);
		if (!piece) {
			piece = work().finally(() => this.pieces.delete(key));
			this.pieces.set(key, piece);
		}
		return await piece;
	}

	/** Resolves when nothing is under way any more, whether it succeeded or failed. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.pieces.values());
	}
}
