import { NodeApiError, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import type { RequestParts } from '../../../shared/client/client';
import { operationError } from '../../../shared/errors/operationError';
import type { Item } from '../../../shared/operation/item';
import type { Result } from '../../../shared/operation/results';
import { getFoldersOf } from '../../api/media';
import { mediaId } from '../../locators';

/** What is asked where a media item cannot leave a folder. */
export const LOOKS = 'GET /media/{mediaId}/folders';

/**
 * Sends a call that takes a media item out of a folder. Skyfish answers 404 for three different things: where it
 * does, a look at the item's folders tells which one is meant.
 *
 * @param from the field of the folder that it is to leave
 * @param to the field of the folder that it goes to, if any
 */
export function leaveFolder(
	{ from, to }: { from: INodeProperties; to?: INodeProperties },
	gives: Result,
	sends: (item: Item) => RequestParts = () => ({}),
): (item: Item) => Promise<INodeExecutionData[]> {
	return async (item) => {
		const answer = await item.send(sends(item)).catch(async (error: Error) => {
			const isNotFound = error instanceof NodeApiError && error.httpCode === '404';
			throw isNotFound ? await whatIsMissing(item, error, from, to) : error;
		});
		return gives(item, answer);
	};
}

async function whatIsMissing(
	item: Item,
	error: NodeApiError,
	from: INodeProperties,
	to: INodeProperties | undefined,
): Promise<Error> {
	const media = item.id(mediaId);
	const folders = await getFoldersOf(item.client, media).catch(() => undefined);
	// Then it is the media item itself, which the service's error names.
	if (folders === undefined) return error;
	const folder = item.id(from);
	if (!folders.includes(folder)) {
		const where = folders.length > 0 ? folders.join(', ') : 'none that this user may see';
		return operationError(
			item.context,
			`Media item ${media} is not in folder ${folder}`,
			`Choose another one in "${from.displayName}". The folders that it is in: ${where}.`,
		);
	}
	if (to === undefined) return error;
	return operationError(
		item.context,
		`Skyfish has no folder ${item.id(to)}, or this user may not see it`,
		`Choose another one in "${to.displayName}". The media item stays where it is.`,
	);
}
