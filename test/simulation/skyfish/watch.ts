import type { IDataObject } from 'n8n-workflow';
import { foldersOf, isIn, type Media } from './library';

/** What an operator may set in the Skyfish Trigger here. */
export interface MediaSettings {
	event: 'mediaAdded' | 'mediaUpdated' | 'mediaExpiring' | 'mediaEnteredFolder' | 'mediaLeftFolder';
	folders: number[];
	includeSubfolders: boolean;
	withinDays: number;
	emitCurrent: boolean;
}

/** The node's parameters for these settings. */
export function parametersFor(settings: MediaSettings): IDataObject {
	const { event, folders, includeSubfolders, withinDays, emitCurrent } = settings;
	const options = emitCurrent ? { emitCurrent: true } : {};
	return { event, withinDays, folderIds: folders.map(String), includeSubfolders, options };
}

/** Whether a trigger with these settings watches where a media item is. */
export function isWatched(
	{ folders, includeSubfolders }: MediaSettings,
	media: Media,
	own = foldersOf(media),
): boolean {
	return folders.length === 0 || own.some((id) => isIn(id, folders, includeSubfolders));
}

/** Whether an event is about the folders that a media item is in. */
export function isOfFolders({ event }: MediaSettings): boolean {
	return event === 'mediaEnteredFolder' || event === 'mediaLeftFolder';
}

/** Where an event needs a folder, the node refuses to work without one. */
export function withFolder(settings: MediaSettings): MediaSettings {
	const lacksOne = isOfFolders(settings) && settings.folders.length === 0;
	return lacksOne ? { ...settings, folders: [1] } : settings;
}

/** Whether other items are watched with one than with the other. */
export function watchesOthers(one: MediaSettings, other: MediaSettings): boolean {
	return (
		one.includeSubfolders !== other.includeSubfolders ||
		[...one.folders].sort().join() !== [...other.folders].sort().join()
	);
}

const days = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Amsterdam',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
});

/** The day in n8n's time zone, so many days later, as `yyyy-mm-dd`. */
export function dayAfter(ms: number, later: number): string {
	const day = Date.parse(days.format(ms)) + later * 86_400_000;
	return new Date(day).toISOString().slice(0, 10);
}

/** Whether a date has come near at a moment. */
export function isNear(
	date: string | undefined,
	{ withinDays }: MediaSettings,
	ms: number,
): boolean {
	return date !== undefined && date >= dayAfter(ms, 0) && date <= dayAfter(ms, withinDays);
}
