import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientFor, type Client } from '../../shared/client/client';
import { operationError } from '../../shared/errors/operationError';
import { askEach } from '../../shared/polling/askEach';
import { absentFor, countLook, LOOKS_TO_FORGET, LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { endOfPoll, partOf } from '../../shared/polling/deadline';
import { named } from '../../shared/polling/named';
import { accountOf, recall, remember } from '../../shared/polling/memory';
import { onePollAtATime } from '../../shared/polling/poll';
import { getJob, withoutSignedAddresses } from '../api/jobs';
import { searchPage, type JobQuery } from '../api/search';
import { brightRiver } from '../api/service';
import { describeStatus } from '../api/statuses';
import { aftermathOf, overSince } from './aftermath';
import { isThere } from './asked';
import { keyOf, statusChanges, type KnownJobs, type StatusChange } from './changes';
import { passes } from './filter';
import { readMemory, writeMemory, type Memory } from './memory';
import { queryIn, readTriggerParameters, type TriggerParameters } from './parameters';
import {
	lookAtFoundJobs,
	lookAtNamedJobs,
	type Sighting,
	type Unavailable,
	type WatchedJob,
} from './watch';

type Change = StatusChange<WatchedJob>;

/** What a look leaves in the memory before anything is forgotten. */
type Watched = Pick<Memory, 'account' | 'known' | 'watched' | 'newest'>;

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
	const client = clientFor(brightRiver, context);
	if (context.getMode() === 'manual') {
		return [[await sampleEvent(context, client, parameters)]];
	}
	return await onePollAtATime(context, async () => await poll(context, client, parameters));
}

async function poll(
	context: IPollFunctions,
	client: Client,
	parameters: TriggerParameters,
): Promise<INodeExecutionData[][] | null> {
	const { ids, query, watched } = parameters;
	const startedAt = new Date().toISOString();
	const account = await accountOf(client);
	const before = recall(context, account, readMemory);
	const takesStock = before?.watched !== watched || ids !== undefined;
	const queryBefore = before && takesStock ? queryIn(before.watched) : undefined;
	const watchedJobs = before && withoutKeys(before.known, before.leaving);
	const aftermath = before && aftermathOf(before, parameters.filter);
	const goOnAfter = before?.goOnAfter;
	const goOn = before?.round?.watched === watched ? before.round : undefined;
	const endsAt = endOfPoll(context);
	// What is found must be reported, too.
	client.endsAt = partOf(endsAt, 0.6);
	const look = ids
		? await lookAtNamedJobs(client, ids, watchedJobs, goOnAfter)
		: await lookAtFoundJobs(
				client,
				query,
				watchedJobs,
				takesStock,
				queryBefore,
				aftermath,
				goOnAfter,
				goOn,
			);
	client.endsAt = endsAt;
	const { changes, known } = statusChanges(before?.known ?? new Map(), look.seen, look.gone);
	// A job that is somewhere else is remembered by nobody: it is news when it comes in.
	for (const [key, statuses] of known) {
		if (/^\d+$/.test(key) && !isThere(query.statuses, statuses)) known.delete(key);
	}
	const wanted = changes.filter(
		(change) =>
			(!takesStock || isNewsAnyway(change, look, before, parameters)) &&
			passes(parameters.filter, change),
	);
	const { events, heldBack, unreadable } = await eventItems(client, parameters, wanted, before);
	// An event whose job could not be read is found again by the next poll.
	for (const key of [...heldBack, ...unreadable]) restore(known, before, key);
	// By the service's own times, as soon as there are any: two clocks need not agree. Where only some jobs are
	// looked at, none of them may be new.
	const newestSeen = query.statuses ? '' : newestOf(before?.newest ?? '', look.seen);
	const newest = newestSeen || startedAt;
	// Where the time was too short to take stock, the next poll goes on with it, from the same settings.
	const isUnfinished = look.askedLast !== undefined || look.round !== undefined;
	const now =
		takesStock && !ids && isUnfinished
			? { account, known, watched: before?.watched ?? '', newest: before?.newest ?? newest }
			: { account, known, watched, newest };
	const { memory, unavailable } = afterLook(now, before, look, ids);
	// Last of all: a poll that fails anywhere above is done again from the same memory.
	remember(
		context,
		writeMemory({
			...memory,
			over: ids ? new Map() : overSince(memory.known, before?.over ?? new Map()),
			goOnAfter: look.askedLast ?? '',
			round: look.round && { ...look.round, watched },
			askedLast: [...(aftermath?.due ?? [])].at(-1) ?? '',
			unreadable: countLook(before?.unreadable ?? new Map(), unreadable),
		}),
	);
	for (const error of unavailableErrors(context, unavailable)) context.__emitError(error);
	return events.length > 0 ? [events] : null;
}

/**
 * Whether a change is news although other jobs are watched than before, or named ones: what only comes into view
 * is none.
 */
function isNewsAnyway(
	{ job, previousStatus }: Change,
	{ watchedBefore }: Sighting,
	before: Memory | undefined,
	{ emitCurrentStatus }: TriggerParameters,
): boolean {
	if (emitCurrentStatus || previousStatus !== null) return true;
	return watchedBefore?.has(keyOf(job)) === true || isNewer(job, before);
}

/**
 * What is remembered after a look: jobs that several looks did not find, or that are not watched any more, are
 * forgotten late, and a problem is reported when it is certain, once.
 *
 * @param now what is known by now; jobs that were forgotten are taken out of it
 * @param ids the jobs that are named; they stay known, whatever a look says
 * @returns also the jobs to report
 */
function afterLook(
	now: Watched,
	before: Memory | undefined,
	look: Sighting,
	ids: number[] | undefined,
): {
	memory: Watched & Pick<Memory, 'absent' | 'leaving' | 'notFound'>;
	unavailable: Unavailable[];
} {
	const { known } = now;
	const sighted = new Set(look.seen.map(keyOf));
	const leaving = [...(before?.leaving ?? []).filter((key) => !sighted.has(key)), ...look.leaving];
	const absentBefore = before?.absent ?? new Map<string, number>();
	// A look that did not come to the end says nothing of those that it did not find.
	const unasked = look.round ? [...absentBefore.keys()].filter((key) => !sighted.has(key)) : [];
	const absent = countLook(absentBefore, [...look.absent, ...leaving], unasked);
	const isNamed = (key: string) => ids?.includes(Number(key)) === true;
	const forgotten = absentFor(absent, LOOKS_TO_FORGET).filter((key) => !isNamed(key));
	for (const key of forgotten) [known, absent].forEach((keys) => keys.delete(key));
	const reported = (before?.notFound ?? []).filter((id) => !look.answered?.has(String(id)));
	const isCertain = ({ id }: Unavailable) =>
		(ids && !known.has(String(id))) || Number(absent.get(String(id))) >= LOOKS_TO_REPORT;
	const unavailable = look.unavailable.filter(
		(job) => !reported.includes(job.id) && isCertain(job),
	);
	// One that could not be asked about this time is not reported again by the next poll.
	const isHidden = (id: number) => look.unavailable.some((job) => job.id === id);
	const isWatched = (id: number) =>
		ids ? ids.includes(id) : known.has(String(id)) || isHidden(id);
	const notFound = [...reported.filter(isWatched), ...unavailable.map(({ id }) => id)];
	const stillLeaving = leaving.filter((key) => known.has(key));
	return { memory: { ...now, absent, leaving: stillLeaving, notFound }, unavailable };
}

/** Whether a job was created after all that were found so far. */
function isNewer({ createdDate }: WatchedJob, before: Memory | undefined): boolean {
	if (!before?.newest || !createdDate) return false;
	return Date.parse(createdDate) > Date.parse(before.newest);
}

function newestOf(newest: string, jobs: WatchedJob[]): string {
	return jobs.reduce((latest, { createdDate }) => {
		if (!createdDate || Number.isNaN(Date.parse(createdDate))) return latest;
		return latest === '' || Date.parse(createdDate) > Date.parse(latest) ? createdDate : latest;
	}, newest);
}

function withoutKeys(known: KnownJobs, keys: string[]): KnownJobs {
	const left = new Set(keys);
	return new Map([...known].filter(([key]) => !left.has(key)));
}

/** Takes what was known of a job before, so that its change is news again. */
function restore(known: Map<string, readonly string[]>, before: Memory | undefined, key: string) {
	const statuses = before?.known.get(key);
	if (statuses) known.set(key, statuses);
	else known.delete(key);
}

/**
 * The events, each with its job if that is needed.
 *
 * @returns also the keys of the jobs that have to wait for the next poll: those that could not be asked about
 * this time, and those that the service does not show. After several looks these are reported without details.
 */
async function eventItems(
	client: Client,
	parameters: TriggerParameters,
	changes: Change[],
	before: Memory | undefined,
): Promise<{ events: INodeExecutionData[]; heldBack: string[]; unreadable: string[] }> {
	const events: INodeExecutionData[] = [];
	const heldBack: string[] = [];
	const unreadable: string[] = [];
	const asked = await askEach(
		changes,
		async (change) => await detailsOf(client, parameters, change),
		client.endsAt,
	);
	for (const { thing: change, answer, problem } of asked) {
		const key = keyOf(change.job);
		const looks = (before?.unreadable.get(key) ?? 0) + 1;
		// Of a job without a number, or whose details are hidden, nobody can say whether it is a test.
		const isUnclear = answer === undefined && parameters.isTest === true;
		if (problem === 'unanswered' || problem === 'unbegun' || isUnclear) heldBack.push(key);
		else if (problem && looks < LOOKS_TO_REPORT) unreadable.push(key);
		else if (isWantedTest(parameters, answer)) events.push(eventItem(parameters, change, answer));
	}
	return { events, heldBack, unreadable };
}

type Details = Record<string, unknown>;

/** The job of an event, `undefined` if the event needs nothing of it. */
async function detailsOf(
	client: Client,
	{ includeJob, isTest }: TriggerParameters,
	{ job }: Change,
): Promise<Details | undefined> {
	const isNeeded = includeJob || isTest !== undefined || job.name === undefined;
	return job.id > 0 && isNeeded ? await getJob(client, job.id) : undefined;
}

/** Whether a job is (or is not) a test, as the operator wants it. */
function isWantedTest({ isTest }: TriggerParameters, details: Details | undefined): boolean {
	return isTest === undefined || Boolean(details?.isTest) === isTest;
}

function eventItem(
	{ includeJob }: TriggerParameters,
	{ job, previousStatus, status }: Change,
	details: Details | undefined,
): INodeExecutionData {
	const json: IDataObject = {
		jobId: job.id,
		guid: job.guid ?? (details?.guid as string) ?? null,
		name: job.name ?? (details?.name as string) ?? null,
		previousStatus,
		...describeStatus(status),
		detectedAt: new Date().toISOString(),
	};
	if (includeJob && details) json.job = withoutSignedAddresses(details) as IDataObject;
	return { json };
}

/**
 * What is wrong with these jobs, one error for each kind of problem: n8n shows each as a failed execution of its
 * own, while the other jobs go on being watched.
 */
function unavailableErrors(context: IPollFunctions, jobs: Unavailable[]): Error[] {
	const errorFor = (wanted: Unavailable['problem'], message: (jobs: string) => string) => {
		const ids = jobs.filter(({ problem }) => problem === wanted).map(({ id }) => id);
		if (ids.length === 0) return [];
		return operationError(
			context,
			message(named('job', ids)),
			'The other jobs are watched all the same. If you named what is missing, correct "Job IDs"; if it should be there, check the credential.',
		);
	};
	return [
		errorFor('gone', (those) => `Bright River has no ${those}`),
		errorFor(
			'forbidden',
			(those) => `Bright River does not show ${those} to the account of the credential`,
		),
	].flat();
}

/** The newest jobs with the statuses that a query names, others if there are none. */
async function newestJobs(client: Client, query: JobQuery): Promise<WatchedJob[]> {
	const { statuses, ...anyStatus } = query;
	const { entries } = await searchPage(client, query, 0);
	const isEnough = entries.length > 0 || statuses === undefined;
	return isEnough ? entries : (await searchPage(client, anyStatus, 0)).entries;
}

/** What "Fetch Test Event" shows: a real job as if it had just reached its status. */
async function sampleEvent(
	context: IPollFunctions,
	client: Client,
	parameters: TriggerParameters,
): Promise<INodeExecutionData> {
	const { ids, query } = parameters;
	const jobs: WatchedJob[] = ids
		? (await lookAtNamedJobs(client, ids.slice(0, 1))).seen
		: await newestJobs(client, query);
	const changes = jobs.map((job): Change => ({
		job,
		previousStatus: null,
		previousStation: null,
		status: job.status,
	}));
	const isWanted = (change: Change) => passes(parameters.filter, change);
	// Better a job in another status than none at all: its fields are the same.
	const wantedFirst = [...changes.filter(isWanted), ...changes.filter((one) => !isWanted(one))];
	for (const change of wantedFirst) {
		const details = await detailsOf(client, parameters, change);
		if (isWantedTest(parameters, details)) return eventItem(parameters, change, details);
	}
	throw operationError(
		context,
		'There is no job in this account yet',
		'Create one that the settings of this node let pass, then fetch a test event again.',
	);
}
