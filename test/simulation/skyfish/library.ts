/** A media item as the service itself knows it. */
export interface Media {
	readonly id: number;
	/** The folders that it was in, since when (in ms), the last ones last. */
	readonly places: Array<{ at: number; folders: number[] }>;
	/** When it says that it was uploaded, which can be in the future, in ms. */
	readonly createdAt: number;
	/** When it really was, in ms. */
	readonly addedAt: number;
	/** Until when it is being imported, in ms: the index does not show it before. */
	importedAt: number;
	/** When each of its versions came, the first one first, in ms. */
	readonly versions: number[];
	/** `yyyy-mm-dd`. */
	expiration: string | undefined;
	isDeleted: boolean;
	/** What it answers instead, when it is asked about. */
	hidden: number | undefined;
	/** When that was over last, in ms. */
	shownAt: number;
}

/** What a media item was like when the search index last looked at it. */
interface Row {
	media: Media;
	folders: number[];
	modifiedAt: number;
	expiration: string | undefined;
}

/** What a search asks for. */
export interface Search {
	/** `undefined` for all. */
	folders: number[] | undefined;
	isRecursive: boolean;
	createdFrom?: number;
	modifiedFrom?: number;
	ids?: number[];
	expiresFrom?: string;
	expiresUntil?: string;
}

/** The folders with those above them. */
export const folders: Array<{ id: number; parent: number | null }> = [
	{ id: 1, parent: null },
	{ id: 2, parent: 1 },
	{ id: 3, parent: null },
];

/** Whether a folder is one of these, or inside one. */
export function isIn(folder: number, chosen: number[], isRecursive: boolean): boolean {
	if (chosen.includes(folder)) return true;
	const parent = folders.find(({ id }) => id === folder)?.parent ?? null;
	return isRecursive && parent !== null && isIn(parent, chosen, true);
}

/** The folders that a media item is in. */
export function foldersOf({ places }: Media): number[] {
	return places.at(-1)!.folders;
}

/** A small model of Skyfish: its media items, and a search index that knows them as they were. */
export class Library {
	readonly media: Media[] = [];

	/** When the index last looked. */
	indexedAt: number;

	private index: Row[] = [];

	/** What the index was before. */
	private before: { at: number; index: Row[] } | undefined;

	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
		this.indexedAt = now();
	}

	/**
	 * @param daysAhead by how many days its clock is wrong
	 * @param importMs how long it is being imported
	 */
	add(folder: number, daysAhead: number, importMs: number, expiration?: string): void {
		this.media.push({
			id: 101 + this.media.length,
			places: [{ at: this.now(), folders: [folder] }],
			createdAt: this.now() + daysAhead * 86_400_000,
			addedAt: this.now(),
			importedAt: this.now() + importMs,
			versions: [this.now()],
			expiration,
			isDeleted: false,
			hidden: undefined,
			shownAt: 0,
		});
	}

	/** Somebody puts a media item into other folders; one that is in none any more is deleted. */
	place(media: Media, chosen: number[]): void {
		if (media.isDeleted) return;
		media.places.push({ at: this.now(), folders: chosen });
		media.isDeleted = chosen.length === 0;
	}

	/** Another copy of the index answers, which is as old as the last but one look. */
	stepBack(oldest: number): void {
		if (!this.before || this.before.at < oldest) return;
		this.indexedAt = this.before.at;
		this.index = this.before.index;
		this.before = undefined;
	}

	refreshIndex(): void {
		this.before = { at: this.indexedAt, index: this.index };
		this.indexedAt = this.now();
		this.index = this.media
			.filter(({ isDeleted, importedAt }) => !isDeleted && importedAt <= this.now())
			.map((media) => ({
				media,
				folders: foldersOf(media),
				modifiedAt: media.versions.at(-1)!,
				expiration: media.expiration,
			}));
	}

	/** What the index shows of a media item. */
	isShown(media: Media): boolean {
		return this.index.some((row) => row.media === media);
	}

	search(query: Search): Media[] {
		const { createdFrom = 0, modifiedFrom = 0, expiresFrom, expiresUntil } = query;
		const { folders: chosen, ids } = query;
		const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;
		return this.index
			.filter(
				({ folders: own }) => !chosen || own.some((id) => isIn(id, chosen, query.isRecursive)),
			)
			.filter(({ media }) => !ids || ids.includes(media.id))
			.filter(({ media }) => seconds(media.createdAt) >= createdFrom)
			.filter(({ modifiedAt }) => seconds(modifiedAt) >= modifiedFrom)
			.filter(({ expiration = '' }) => expiresFrom === undefined || expiration >= expiresFrom)
			.filter(({ expiration = '9' }) => expiresUntil === undefined || expiration <= expiresUntil)
			.map(({ media }) => media)
			.sort((one, other) => one.createdAt - other.createdAt);
	}
}
