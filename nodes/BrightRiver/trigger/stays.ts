import type { Client } from '../../shared/client/client';
import { askEach } from '../../shared/polling/askEach';
import { LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { getJob } from '../api/jobs';
import { keyOf, type KnownJobs } from './changes';
import type { News } from './events';
import type { ChosenStatuses } from './filter';
import type { Memory } from './memory';
import {
	dueKeys,
	factsOf,
	groupNameOf,
	overdueJobs,
	staysAfter,
	undatedJobs,
	type Stays,
} from './overdue';
import type { JobDates, Sighting, WatchedJob } from './watch';

/** What a look showed of jobs that may be overdue. */
interface Overdue {
	news: News[];
	stays: Stays;
	/** Keys of jobs that did not say when they came where they are. */
	undated: string[];
}

/** Where nobody waits for jobs that are overdue. */
export const noStays: Omit<Overdue, 'news'> = { stays: new Map(), undated: [] };

/** The jobs that are overdue after a look, and since when all are where they are. */
export async function overdueNews(
	client: Client,
	chosen: ChosenStatuses,
	afterMs: number,
	before: Memory | undefined,
	look: Sighting & { known: KnownJobs; takesStock: boolean },
): Promise<Overdue> {
	const { known } = look;
	const seen = new Map(look.seen.map((job) => [keyOf(job), job]));
	const asked = await readDates(client, undatedJobs(chosen, before, { known, seen }));
	for (const [key, dates] of asked.dates) seen.set(key, { ...seen.get(key)!, ...dates });
	const isPatient = (key: string) => Number(before?.unreadable.get(key) ?? 0) + 1 < LOOKS_TO_REPORT;
	const undated = new Set([...asked.unbegun, ...asked.unread.filter(isPatient)]);
	const endedAt = new Date().toISOString();
	const stays = staysAfter(chosen, before, { ...look, seen, undated, endedAt });
	const due = dueKeys(stays, afterMs);
	// With other settings a job may be of no interest any more.
	for (const key of look.leaving) due.delete(key);
	const news = overdueJobs(due, known, look).map((job) => {
		const stay = stays.get(keyOf(job))!;
		return { job, facts: factsOf(stay), statusGroup: groupNameOf(stay) };
	});
	return { news, stays, undated: asked.unread };
}

/** Asks the service for the dates of jobs. One that could not be read is no reason to stop: the next poll asks again. */
async function readDates(
	client: Client,
	jobs: WatchedJob[],
): Promise<{ dates: Map<string, JobDates>; unread: string[]; unbegun: string[] }> {
	const dates = new Map<string, JobDates>();
	const unread: string[] = [];
	const unbegun: string[] = [];
	const asked = await askEach(
		jobs,
		async ({ id }) => await getJob(client, id),
		client.endsAt,
	).catch(() => jobs.map((thing) => ({ thing, answer: undefined, problem: 'unanswered' })));
	for (const { thing, answer, problem } of asked) {
		const key = keyOf(thing);
		if (answer === undefined) (problem === 'unbegun' ? unbegun : unread).push(key);
		else {
			const { createdDate, acceptedDate, orderedDate, deliveredDate } = answer as JobDates;
			dates.set(key, { createdDate, acceptedDate, orderedDate, deliveredDate });
		}
	}
	return { dates, unread, unbegun };
}
