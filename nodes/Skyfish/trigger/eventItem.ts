import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { MediaEvent } from './parameters';
import type { WatchedMedia } from './watched';

/** The item that an event gives out. */
export function eventItem(
	event: MediaEvent,
	{ id, mark, found, expirationDate, folderIds }: WatchedMedia,
	more: IDataObject = {},
): INodeExecutionData {
	const json: IDataObject = { event, mediaId: Number(id), ...found };
	if (event === 'mediaUpdated') json.version = mark;
	if (expirationDate !== undefined) json.expiration_date = expirationDate;
	if (folderIds !== undefined) json.folder_ids = folderIds;
	json.detectedAt = new Date().toISOString();
	return { json: { ...json, ...more } };
}
