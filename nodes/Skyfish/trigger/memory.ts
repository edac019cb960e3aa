import type { IDataObject } from 'n8n-workflow';

/** What a trigger remembers of a media that it has told of, or that is no news. */
export interface Remembered {
	/** A number that tells whether it is news again: its version, or 0 where it can only be told of once. */
	mark: number;
	/** When it was found last, in unix seconds; what was not found for long is forgotten. */
	at: number;
}

/** What the Skyfish Trigger remembers between polls. */
export interface MediaMemory {
	/** The settings that it holds for; with others the trigger takes stock anew. */
	watched: string;
	/** How far it has looked, in unix seconds. */
	since: number;
	media: Map<string, Remembered>;
}

/** As n8n stores it. `version` lets a later release read what an earlier one wrote. */
interface StoredMemory extends IDataObject {
	version: 1;
	watched: string;
	since: number;
	/** Media ID to mark and time. */
	media: Record<string, [mark: number, at: number]>;
}

/** @returns `undefined` where nothing was stored for these settings yet */
export function readMemory(stored: unknown, watched: string): MediaMemory | undefined {
	const memory = stored as StoredMemory | undefined;
	if (memory?.version !== 1 || memory.watched !== watched) return undefined;
	const media = Object.entries(memory.media).map(([id, [mark, at]]): [string, Remembered] => [
		id,
		{ mark, at },
	]);
	return { watched, since: memory.since, media: new Map(media) };
}

export function writeMemory({ watched, since, media }: MediaMemory): IDataObject {
	const stored: StoredMemory = { version: 1, watched, since, media: {} };
	for (const [id, { mark, at }] of media) stored.media[id] = [mark, at];
	return stored;
}
