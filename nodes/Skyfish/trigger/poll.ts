import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { refused } from '../shared/refused';
import { onePollAtATime } from '../shared/polling';
import { readMemory, writeMemory } from './mediaMemory';
import { searchPage } from './searchCalls';
import {
	lookForAdded,
	lookForExpiring,
	lookForUpdated,
	watchedQuery,
	type MediaEvent,
	type WatchedMedia,
	type WatchParameters,
} from './watchMedia';

const looks = {
	mediaAdded: lookForAdded,
	mediaUpdated: lookForUpdated,
	mediaExpiring: lookForExpiring,
};

/**
 * One poll of the Skyfish Trigger.
 *
 * @returns one item per event, `null` when there is none
 * @throws NodeApiError or NodeOperationError; what the trigger remembers is then as it was before
 */
export async function pollMedia(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const parameters = readWatchParameters(context);
	if (context.getMode() === 'manual') return [[await sampleEvent(context, parameters)]];
	return await onePollAtATime(context, async () => {
		const stored = context.getWorkflowStaticData('node');
		const before = readMemory(stored.memory, parameters.watched);
		const now = Math.floor(Date.now() / 1000);
		const { news, memory } = await looks[parameters.event](context, parameters, before, now);
		// Last of all: a poll that fails anywhere above is done again from the same memory.
		stored.memory = writeMemory(memory);
		return news.length > 0 ? [news.map((media) => eventItem(parameters.event, media))] : null;
	});
}

/** @throws NodeOperationError on settings that can never work, so that n8n refuses to activate the workflow */
function readWatchParameters(context: IPollFunctions): WatchParameters {
	const event = context.getNodeParameter('event') as MediaEvent;
	const given = context.getNodeParameter('folderIds', []) as unknown;
	const folderIds = (Array.isArray(given) ? given : String(given).split(','))
		.filter((id) => String(id).trim() !== '')
		.map(Number);
	const { media_type: types = [], emitCurrent = false } = context.getNodeParameter(
		'options',
		{},
	) as { media_type?: string[]; emitCurrent?: boolean };
	const includeSubfolders = context.getNodeParameter('includeSubfolders', true) as boolean;
	const withinDays = Number(context.getNodeParameter('withinDays', 30));
	if (folderIds.some((id) => !Number.isInteger(id) || id <= 0)) {
		throw refused(
			context,
			'"Folders" holds something that is no ID',
			'Choose folders from the list, or leave the field empty to watch all.',
		);
	}
	if (event === 'mediaExpiring' && !(withinDays >= 0 && withinDays <= 36_500)) {
		throw refused(
			context,
			'"Within Days" is not valid',
			'Enter a number of days, 0 for the day itself.',
		);
	}
	const watched = JSON.stringify([
		event,
		[...folderIds].sort(),
		includeSubfolders,
		[...types].sort(),
		event === 'mediaExpiring' ? withinDays : null,
	]);
	return { event, folderIds, includeSubfolders, types, withinDays, emitCurrent, watched };
}

function eventItem(
	event: MediaEvent,
	{ id, mark, found, expirationDate }: WatchedMedia,
): INodeExecutionData {
	const json: IDataObject = { event, mediaId: Number(id), ...found };
	if (event === 'mediaUpdated') json.version = mark;
	if (expirationDate !== undefined) json.expiration_date = expirationDate;
	json.detectedAt = new Date().toISOString();
	return { json };
}

/** What "Fetch Test Event" shows: the newest watched media as if it had just happened to it. */
async function sampleEvent(
	context: IPollFunctions,
	parameters: WatchParameters,
): Promise<INodeExecutionData> {
	const query = {
		...(await watchedQuery(context, parameters)),
		order: 'created',
		direction: 'desc',
	};
	const { entries } = await searchPage(context, '/search', query, 0, 1);
	const [found] = entries;
	if (!found) {
		throw refused(
			context,
			'There is no media in the watched folders yet',
			'Upload one to Skyfish, then fetch a test event again.',
		);
	}
	return eventItem(parameters.event, {
		id: String(found.unique_media_id),
		mark: 2,
		at: 0,
		found,
	});
}
