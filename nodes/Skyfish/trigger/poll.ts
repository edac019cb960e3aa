import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientFor, type Client } from '../../shared/client/client';
import { operationError } from '../../shared/errors/operationError';
import { endOfPoll } from '../../shared/polling/deadline';
import { namedIds } from '../../shared/errors/namedIds';
import { accountOf, recall, remember } from '../../shared/polling/memory';
import { onePollAtATime } from '../../shared/polling/poll';
import { skyfish } from '../api/service';
import { eventItem } from './eventItem';
import { readMemory, writeMemory } from './memory';
import { readTriggerParameters, type TriggerParameters } from './parameters';
import { sampleEvent } from './sample';
import { lookForAdded, lookForExpiring } from './watch';
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
	if (context.getMode() === 'manual') {
		return [[await sampleEvent(client, parameters, context.getTimezone())]];
	}
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
	client.endsAt = endOfPoll(context);
	const look = await looks[event]({ client, parameters, memory: before, now, timezone });

	const { forbidden = [] } = look;
	const newlyForbidden = forbidden.filter((id) => !before?.reported.includes(id));
	// Last of all: a poll that fails anywhere above is done again from the same memory.
	const seen = look.isUnfinished && before ? before.watched : watched;
	const always = { account, event, watched: seen, reported: forbidden };
	const unlessLooked = { until: '', absent: new Map(), inside: new Set<number>(), askedAfter: 0 };
	const { wholeAt = 0 } = look.memory;
	remember(context, writeMemory({ ...always, ...unlessLooked, ...look.memory, wholeAt }));
	if (newlyForbidden.length > 0) context.__emitError(forbiddenError(context, newlyForbidden));
	return look.news.length > 0 ? [look.news.map((media) => eventItem(event, media))] : null;
}

/** n8n shows this as a failed execution of its own, while the other items go on being watched. */
function forbiddenError(context: IPollFunctions, ids: string[]): Error {
	return operationError(
		context,
		`Skyfish does not show ${namedIds('media item', ids)} to the user of the credential`,
		'The other media items are watched all the same. Ask a Skyfish administrator for the right to see what is missing.',
	);
}
