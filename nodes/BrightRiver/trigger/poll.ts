import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { refused } from '../shared/refused';
import { onePollAtATime } from '../shared/polling';
import { getJob, withoutSignedAddresses } from './jobCalls';
import { describeStatus } from './jobStatus';
import { searchPage } from './searchCalls';
import { statusChanges, type StatusChange } from './statusChanges';
import { passes } from './statusFilter';
import { readTriggerParameters, type TriggerParameters } from './triggerParameters';
import { lookAtFoundJobs, lookAtNamedJobs, type WatchedJob } from './watchJobs';
import { readMemory, writeMemory } from './watchState';

type Change = StatusChange<WatchedJob>;

/**
 * One poll of the Bright River Trigger.
 *
 * @returns one item per event, `null` when there is none
 * @throws NodeApiError or NodeOperationError; what the trigger remembers is then as it was before
 */
export async function pollJobStatuses(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const parameters = readTriggerParameters(context);
	if (context.getMode() === 'manual') return [[await sampleEvent(context, parameters)]];

	return await onePollAtATime(context, async () => await poll(context, parameters));
}

async function poll(
	context: IPollFunctions,
	parameters: TriggerParameters,
): Promise<INodeExecutionData[][] | null> {
	const { ids, query, watched, emitCurrentStatus } = parameters;
	const stored = context.getWorkflowStaticData('node');
	const before = readMemory(stored.memory);
	// What comes into view only because one began to look, or to look elsewhere, is no news.
	const takesStock = before?.watched !== watched || ids !== undefined;
	const { seen, gone, notFound } = ids
		? await lookAtNamedJobs(context, ids, before?.known)
		: await lookAtFoundJobs(context, query, before?.known, takesStock);
	const { changes, known } = statusChanges(before?.known ?? new Map(), seen, gone);

	const news = changes.filter(
		({ previousStatus }) => previousStatus !== null || !takesStock || emitCurrentStatus,
	);
	const events = await eventItems(context, parameters, news);
	const reported = new Set(before?.notFound ?? []);
	const newlyNotFound = notFound.filter((id) => !reported.has(id));

	// Last of all: a poll that fails anywhere above is done again from the same memory.
	stored.memory = writeMemory({ known, watched, notFound });
	for (const id of newlyNotFound) context.__emitError(notFoundError(context, id));
	return events.length > 0 ? [events] : null;
}

/** The events that the operator wants, each with its job where that is needed. */
async function eventItems(
	context: IPollFunctions,
	parameters: TriggerParameters,
	changes: Change[],
): Promise<INodeExecutionData[]> {
	const wanted = changes.filter((change) => passes(parameters.filter, change));
	const items = await Promise.all(
		wanted.map(async (change) => await eventItem(context, parameters, change)),
	);
	return items.filter((item) => item !== undefined);
}

/** @returns `undefined` for a job that is (or is not) a test, where the operator does not want it */
async function eventItem(
	context: IPollFunctions,
	{ includeJob, isTest }: TriggerParameters,
	{ job, previousStatus, status }: Change,
): Promise<INodeExecutionData | undefined> {
	const isNumbered = job.id > 0;
	const needsJob = includeJob || isTest !== undefined || job.name === undefined;
	const full = isNumbered && needsJob ? await getJob(context, job.id) : undefined;
	if (isTest !== undefined && Boolean(full?.isTest) !== isTest) return undefined;
	return {
		json: {
			jobId: job.id,
			guid: job.guid ?? (full?.guid as string) ?? null,
			name: job.name ?? (full?.name as string) ?? null,
			previousStatus,
			...describeStatus(status),
			detectedAt: new Date().toISOString(),
			...(includeJob && full ? { job: withoutSignedAddresses(full) as IDataObject } : {}),
		},
	};
}

/** n8n shows this as a failed execution of its own, while the other jobs go on being watched. */
function notFoundError(context: IPollFunctions, id: number): NodeOperationError {
	return refused(
		context,
		`Bright River has no job ${id}`,
		'Correct "Job IDs". The other jobs are watched all the same.',
	);
}

/** What "Fetch Test Event" shows: a real job as if it had just reached its status. */
async function sampleEvent(
	context: IPollFunctions,
	parameters: TriggerParameters,
): Promise<INodeExecutionData> {
	const { ids, query } = parameters;
	const jobs: WatchedJob[] = ids
		? (await lookAtNamedJobs(context, ids.slice(0, 1))).seen
		: (await searchPage(context, query, 0)).entries;
	const changes = jobs.map((job) => ({ job, previousStatus: null, status: job.status }));
	const isWanted = (change: Change) => passes(parameters.filter, change);
	// Better a job in another status than none at all: its fields are the same.
	const wantedFirst = [...changes.filter(isWanted), ...changes.filter((one) => !isWanted(one))];
	for (const change of wantedFirst) {
		const item = await eventItem(context, parameters, change);
		if (item) return item;
	}
	throw refused(
		context,
		'There is no job in this account yet',
		'Create one that the settings of this node let pass, then fetch a test event again.',
	);
}
