import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { dayIn, daysAfter } from '../../shared/operation/dateTime';
import { getExpirationDate, getFoldersOf, getVersion } from '../api/media';
import { searchPage, type FoundMedia } from '../api/search';
import { eventItem } from './eventItem';
import type { TriggerParameters } from './parameters';
import { idOf, isRefused, watchedQuery, type WatchedMedia } from './watched';

/** Of each test event, so that a workflow can tell it from a real one. */
const mark: IDataObject = { isTestEvent: true };

/** No media item has this number, so that a step that is tried with it can change none. */
const NO_MEDIA_ID = 0;

/** What stands for a media item where there is none yet. */
const example: FoundMedia = {
	unique_media_id: NO_MEDIA_ID,
	filename: 'example.jpg',
	title: 'Example',
	description: 'There is no media item in the watched folders yet',
	keywords: ['example'],
	media_type: 'image',
	folder_id: null,
	created: '2026-01-31 12:00:00',
	width: 1920,
	height: 1080,
};

/**
 * What "Fetch Test Event" shows: a media item to which it happened, else the newest one that is watched as if it
 * had, else an example.
 *
 * @param timezone of n8n
 */
export async function sampleEvent(
	client: Client,
	parameters: TriggerParameters,
	timezone: string,
): Promise<INodeExecutionData> {
	const { event, withinDays, folderIds } = parameters;
	const query = {
		...(await watchedQuery(client, parameters)),
		order: 'created',
		direction: 'desc',
	};
	const newest = async (criteria: IDataObject = {}) =>
		(await searchPage(client, '/search', { ...query, ...criteria }, 0, 1)).entries.at(0);
	const today = dayIn(timezone, Date.now());
	const days = {
		min_expiration_date: today,
		max_expiration_date: daysAfter(today, withinDays),
	};
	const expiring = event === 'mediaExpiring' ? await newest(days) : undefined;
	const found = expiring ?? (await newest());
	const id = found ? idOf(found) : String(NO_MEDIA_ID);
	const media: WatchedMedia = { id, mark: 2, at: 0, found: found ?? example };
	switch (event) {
		case 'mediaUpdated':
			// Version 1 is the upload itself.
			if (found) media.mark = Math.max(2, await getVersion(client, id));
			break;
		case 'mediaExpiring':
			media.expirationDate = expiring && (await getExpirationDate(client, id));
			media.expirationDate ??= days.max_expiration_date;
			break;
		case 'mediaEnteredFolder':
			media.folderIds = found ? await foldersIfShown(client, id) : folderIds;
			break;
		case 'mediaLeftFolder':
			media.folderIds = [];
	}
	return eventItem(event, media, mark);
}

/** A real event does not have the folders either where Skyfish does not let the user ask for them. */
async function foldersIfShown(client: Client, id: string): Promise<number[] | undefined> {
	return await getFoldersOf(client, id).catch((error: Error) => {
		if (isRefused(error)) return undefined;
		throw error;
	});
}
