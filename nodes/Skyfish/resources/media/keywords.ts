import { NodeApiError, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import { namedIds } from '../../../shared/errors/namedIds';
import { operationError } from '../../../shared/errors/operationError';
import { wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { readIds, requireFilled } from '../../../shared/operation/parameters';
import { getVersion } from '../../api/media';
import { SEPARATOR } from '../../api/search';
import { language } from '../../fields';
import { success } from '../../../shared/operation/results';
import { wordsIn } from '../../sent';

/** One media item or several, whose keywords change together. */
const mediaIds: INodeProperties = {
	displayName: 'Media IDs',
	name: 'mediaIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 90909090, 90909091',
	description:
		'Unique media IDs of the media items to change, separated by commas, spaces or plus signs',
};

const keywords: INodeProperties = {
	displayName: 'Keywords',
	name: 'keywords',
	...wordLists.keywords,
	required: true,
};

/** @throws NodeOperationError when there is none, or one is not an ID */
function mediaIdsIn(item: Item): number[] {
	const given = item.parameter<unknown>(mediaIds.name, '');
	const ids = readIds(item.context, mediaIds.displayName, given, SEPARATOR);
	requireFilled(item.context, mediaIds.displayName, ids);
	return ids;
}

/** Of several media items, Skyfish does not say which one it has not: each is looked for. */
async function whichIsMissing(item: Item, ids: number[], error: Error): Promise<Error> {
	const { client, context } = item;
	if (!isNotFound(error) || ids.length === 1) return error;
	const looks = ids.map(async (id) => await getVersion(client, id).then(() => false, isNotFound));
	const isMissing = await Promise.all(looks);
	const missing = ids.filter((_, index) => isMissing[index]);
	if (missing.length === 0) return error;
	const them = missing.length === 1 ? 'it' : 'them';
	return operationError(
		context,
		`Skyfish has no ${namedIds('media item', missing)}, or this user may not see ${them}`,
		`Take ${them} out of "${mediaIds.displayName}", or correct ${them} there.`,
	);
}

function isNotFound(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '404';
}

/** Both calls take the words of one language, for several media items at once. */
async function changeKeywords(item: Item): Promise<INodeExecutionData[]> {
	const ids = mediaIdsIn(item);
	const words = wordsIn(item, keywords);
	const joined = ids.join(',');
	// As a part of the path, the commas would go out encoded.
	const url = `/media/${joined}/metadata/keyword`;
	const body = { [item.choice(language)]: words };
	const answer = await item.client.change(
		ids.map((id) => `media ${id}`),
		async () =>
			await item.send({ path: { mediaIds: joined }, url, body }).catch(async (error: Error) => {
				throw await whichIsMissing(item, ids, error);
			}),
	);
	const [{ json }] = success()(item, answer);
	return [{ json: { ...json, mediaIds: ids, keywords: words } }];
}

const ofKeywords: Pick<Operation, 'document' | 'also' | 'fields' | 'run'> = {
	document: 'developer site',
	also: ['GET /media/{mediaId}/version'],
	fields: [mediaIds, keywords, language],
	run: changeKeywords,
};

export const addKeywords: Operation = {
	name: 'Add Keywords',
	value: 'addKeywords',
	action: 'Add keywords to media items',
	description: 'Add keywords to one or more media items; their other keywords are kept',
	call: 'PUT /media/{mediaIds}/metadata/keyword',
	...ofKeywords,
};

export const removeKeywords: Operation = {
	name: 'Remove Keywords',
	value: 'removeKeywords',
	action: 'Remove keywords from media items',
	description: 'Remove keywords from one or more media items; their other keywords are kept',
	call: 'DELETE /media/{mediaIds}/metadata/keyword',
	...ofKeywords,
};
