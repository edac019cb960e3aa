import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientFor, type Client } from '../../shared/client/client';
import { operationError } from '../../shared/errors/operationError';
import { absentFor, countLook, LOOKS_TO_FORGET, LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { endOfPoll, partOf } from '../../shared/polling/deadline';
import { namedIds } from '../../shared/errors/namedIds';
import { accountOf, recall, remember } from '../../shared/polling/memory';
import { onePollAtATime } from '../../shared/polling/poll';
import { brightRiver } from '../api/service';
import { aftermathOf, overSince } from './aftermath';
import { isThere } from './asked';
import { keyOf, statusChanges, type KnownJobs, type StatusChange } from './changes';
import { eventItems, type News } from './events';
import { passes } from './filter';
import { readMemory, writeMemory, type Memory } from './memory';
import { dueKeys, withTold } from './overdue';
import { queryIn, readTriggerParameters, type TriggerParameters } from './parameters';
import { sampleEvent } from './sample';
import { noStays, overdueNews } from './stays';
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
export async function pollJobs(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
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
	const { ids, query, watched, overdue, filter } = parameters;
	const startedAt = new Date().toISOString();
	const account = await accountOf(client);
	const before = recall(context, account, readMemory);
	const takesStock = before?.watched !== watched || ids !== undefined;
	const queryBefore = before && takesStock ? queryIn(before.watched) : undefined;
	const watchedJobs = before && withoutKeys(before.known, before.leaving);
	const aftermath = before && aftermathOf(before, filter);
	const goOnAfter = before?.goOnAfter;
	const goOn = before?.round?.watched === watched ? before.round : undefined;
	const due = before && overdue && dueKeys(before.stays, overdue.afterMs);
	const endsAt = endOfPoll(context);
	// What is found must be reported, too.
	client.endsAt = partOf(endsAt, 0.6);
	const attention = { aftermath, goOnAfter, goOn, due };
	const look = ids
		? await lookAtNamedJobs(client, ids, watchedJobs, goOnAfter)
		: await lookAtFoundJobs(client, query, watchedJobs, takesStock, queryBefore, attention);
	client.endsAt = endsAt;
	const { changes, known } = statusChanges(before?.known ?? new Map(), look.seen, look.gone);
	// A job that is somewhere else is remembered by nobody: it is news when it comes in.
	for (const [key, statuses] of known) {
		if (/^\d+$/.test(key) && !isThere(query.statuses, statuses)) known.delete(key);
	}
	const isNews = (change: Change) =>
		(!takesStock || isNewsAnyway(change, look, before, parameters)) && passes(filter, change);
	const found = { ...look, known, takesStock };
	const { news, stays, undated } = overdue
		? await overdueNews(client, filter.to, overdue.afterMs, before, found)
		: { ...noStays, news: changes.filter(isNews).map(newsOf) };
	const { events, heldBack, unreadable } = await eventItems(client, parameters, news, before);
	const untold = new Set([...heldBack, ...unreadable]);
	// An event whose job could not be read is found again by the next poll.
	if (!overdue) for (const key of untold) restore(known, before, key);
	// By the service's own times, as soon as there are any: two clocks need not agree. Where only some jobs are
	// looked at, none of them may be new.
	const isAll = !overdue && !query.statuses;
	const newestBefore = before?.newest ?? '';
	const newestSeen = isAll ? newestOf(newestBefore, look.seen) : '';
	// A look that did not come to the end does not say who was elsewhere.
	const newest = newestSeen || (overdue && look.round && newestBefore) || startedAt;
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
			unreadable: countLook(before?.unreadable ?? new Map(), [...unreadable, ...undated]),
			stays: withTold(
				stays,
				news.map(({ job }) => keyOf(job)).filter((key) => !untold.has(key)),
			),
		}),
	);
	for (const error of unavailableErrors(context, unavailable)) context.__emitError(error);
	return events.length > 0 ? [events] : null;
}

/** What a change of status says, as an event. */
function newsOf({ job, previousStatus }: Change): News {
	return { job, facts: { previousStatus } };
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
 * What is wrong with these jobs, one error for each kind of problem: n8n shows each as a failed execution of its
 * own, while the other jobs go on being watched.
 */
function unavailableErrors(context: IPollFunctions, jobs: Unavailable[]): Error[] {
	const errorFor = (wanted: Unavailable['problem'], message: (jobs: string) => string) => {
		const ids = jobs.filter(({ problem }) => problem === wanted).map(({ id }) => id);
		if (ids.length === 0) return [];
		return operationError(
			context,
			message(namedIds('job', ids)),
			'The other jobs are watched all the same. If you named what is missing, correct "Job Names or IDs"; if it should be there, check the credential.',
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
