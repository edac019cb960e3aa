import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientFor, type Client } from '../../shared/client/client';
import { operationError } from '../../shared/errors/operationError';
import { named } from '../../shared/polling/named';
import { accountOf, recall, remember } from '../../shared/polling/memory';
import { onePollAtATime } from '../../shared/polling/poll';
import { searchPage } from '../api/search';
import { skyfish } from '../api/service';
import { readMemory, writeMemory } from './memory';
import { readTriggerParameters, type MediaEvent, type TriggerParameters } from './parameters';
import { lookForAdded, lookForExpiring } from './watch';
import { watchedQuery, type WatchedMedia } from './watched';
import { lookForEntered, lookForLeft } from './watchFolders';
import { lookForUpdated } from './watchUpdated';

const looks = {
	mediaAdded: lookForAdded,
	mediaUpdated: lookForUpdated,
	mediaExpiring: lookForExpiring,
	mediaEnteredFolder: lookForEntered,
	mediaLeftFolder: lookForLeft,
};

/**
 * One poll of the Skyfish Trigger.
 *
 * @returns one item per event, `null` when there is none
 * @throws NodeApiError or NodeOperationError; what the trigger remembers is then as it was before
 */
export async function pollMedia(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const parameters = readTriggerParameters(context);
	const client = clientFor(skyfish, context);
	if (context.getMode() === 'manual') return [[await sampleEvent(context, client, parameters)]];
	return await onePollAtATime(context, async () => await poll(context, client, parameters));
}

async function poll(
	context: IPollFunctions,
	client: Client,
	parameters: TriggerParameters,
): Promise<INodeExecutionData[][] | null> {
	const { event, watched } = parameters;
	const account = await accountOf(client);
	const remembered = recall(context, account, readMemory);
	const before = remembered?.event === event ? remembered : undefined;
	const now = Math.floor(Date.now() / 1000);
	const timezone = context.getTimezone();
	const look = await looks[event]({ client, parameters, memory: before, now, timezone });

	const { forbidden = [] } = look;
	const newlyForbidden = forbidden.filter((id) => !before?.reported.includes(id));
	// Last of all: a poll that fails anywhere above is done again from the same memory.
	const always = { account, event, watched, reported: forbidden };
	const unlessLooked = { until: '', absent: new Map(), inside: new Set<number>(), askedAfter: 0 };
	const { wholeAt = 0 } = look.memory;
	remember(context, writeMemory({ ...always, ...unlessLooked, ...look.memory, wholeAt }));
	if (newlyForbidden.length > 0) context.__emitError(forbiddenError(context, newlyForbidden));
	return look.news.length > 0 ? [look.news.map((media) => eventItem(event, media))] : null;
}

function eventItem(
	event: MediaEvent,
	{ id, mark, found, expirationDate, folderIds }: WatchedMedia,
): INodeExecutionData {
	const json: IDataObject = { event, mediaId: Number(id), ...found };
	if (event === 'mediaUpdated') json.version = mark;
	if (expirationDate !== undefined) json.expiration_date = expirationDate;
	if (folderIds !== undefined) json.folder_ids = folderIds;
	json.detectedAt = new Date().toISOString();
	return { json };
}

/** n8n shows this as a failed execution of its own, while the other items go on being watched. */
function forbiddenError(context: IPollFunctions, ids: string[]): Error {
	return operationError(
		context,
		`Skyfish does not show ${named('media item', ids)} to the user of the credential`,
		'The other media items are watched all the same. Ask an administrator of Skyfish for the right to see what is missing.',
	);
}

/** What "Fetch Test Event" shows: the newest watched media item as if it had just happened to it. */
async function sampleEvent(
	context: IPollFunctions,
	client: Client,
	parameters: TriggerParameters,
): Promise<INodeExecutionData> {
	const query = {
		...(await watchedQuery(client, parameters)),
		order: 'created',
		direction: 'desc',
	};
	const { entries } = await searchPage(client, '/search', query, 0, 1);
	const [found] = entries;
	if (!found) {
		throw operationError(
			context,
			'There is no media in the watched folders yet',
			'Upload one to Skyfish, then fetch a test event again.',
		);
	}
	const id = String(found.unique_media_id);
	return eventItem(parameters.event, { id, mark: 2, at: 0, found });
}
