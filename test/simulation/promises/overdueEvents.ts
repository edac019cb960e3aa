import type { IDataObject } from 'n8n-workflow';
import { jobStatuses } from '../../../nodes/BrightRiver/api/statuses';
import type { Job } from '../brightRiver/job';
import type { Office } from '../brightRiver/office';
import { isWatched, placesOf, type TriggerSettings } from '../brightRiver/watch';
import { noteOn, type PollOutcome } from '../n8n/polledWorkflow';
import { promise } from './broken';

/** With these a job can stay where it was before: what was seen of it decides, which a promise cannot know. */
const pauses = new Set(['TIMECAROUSEL', 'CJ_ZIP_INIT', 'CJ_CLIENT_REVIEWED']);

const HOUR_MS = 3_600_000;

/** What a trigger has certainly seen of a job in a place, at looks when nothing went wrong; in ms. */
interface Sight {
	/** That it was there, first; since then it never left. */
	there?: number;
	/** That it was elsewhere, last. */
	elsewhere?: number;
}

/** By the job's number and the place. */
type Sights = ReadonlyMap<string, Sight>;

interface Told {
	/** When the poll began that told of it. */
	at: number;
	place: string;
}

/**
 * P1 for jobs that are overdue: each stay that is longer than the hours is told once, never before, and only while
 * it lasts. What the trigger has seen counts, as far as n8n saved it.
 */
export class OverdueEvents {
	settings: TriggerSettings;

	private account: string;

	private sights: Sights = new Map();

	private saved: Sights = new Map();

	private note = '';

	/** The last event about each job, since what is watched was changed. */
	private readonly lastTold = new Map<Job, Told>();

	/** When a poll ended that told of it last, whatever was changed. */
	private readonly everTold = new Map<Job, number>();

	/** Jobs that may count as told, since nobody wanted to hear of them when they were overdue. */
	private readonly unwanted = new Set<Job>();

	private readonly office: Office;

	constructor(office: Office, settings: TriggerSettings, account: string) {
		this.office = office;
		this.settings = settings;
		this.account = account;
		this.noteUnwanted();
	}

	/** n8n starts again, or the workflow is saved, perhaps with other settings or another account. */
	reload(settings = this.settings, account = this.account): void {
		const what = ({ watch, jobIds, filter }: TriggerSettings) =>
			JSON.stringify([watch, jobIds, filter]);
		this.sights = new Map(this.saved);
		if (what(settings) !== what(this.settings) || account !== this.account) {
			this.sights = new Map();
			this.saved = new Map();
			this.lastTold.clear();
		}
		if (account !== this.account) this.everTold.clear();
		this.settings = settings;
		this.account = account;
		this.noteUnwanted();
	}

	/** A poll begins. @returns what is to be called with its outcome */
	begin(): (outcome: PollOutcome) => void {
		const { settings, account, sights } = this;
		this.noteUnwanted();
		return (outcome) => {
			for (const event of outcome.events ?? []) {
				this.checkEvent(event, outcome, settings, account, sights);
			}
			if (!outcome.isSaved || !outcome.isChanged) return;
			this.saved = sights === this.sights ? sights : new Map();
			this.note = noteOn(outcome);
		};
	}

	/** All is quiet, and the trigger has looked twice. */
	checkQuiet(): void {
		const now = Date.now();
		const sights = new Map(this.sights);
		for (const job of this.office.jobs) {
			const isShown = job.isNumbered && !job.hidden.status && !job.hidden.details;
			const isOwn = job.account === this.account && isWatched(this.settings, job, now);
			if (!isShown || !isOwn) continue;
			for (const place of chosenIn(this.settings)) {
				const key = `${job.number} ${place}`;
				const sight = sights.get(key) ?? {};
				const since = sinceWhen(job, place);
				if (since !== undefined) {
					const there = sight.there !== undefined && sight.there >= since ? sight.there : now;
					this.checkTold(job, place, there, now);
					sights.set(key, { ...sight, there });
				} else {
					const mayBeThere = mayBeIn(job, job.history.length - 1, place);
					sights.set(key, mayBeThere ? { elsewhere: sight.elsewhere } : { elsewhere: now });
				}
			}
		}
		this.sights = sights;
	}

	private checkTold(job: Job, place: string, there: number, now: number): void {
		const { afterHours = 0 } = this.settings;
		// The two looks themselves take time, and the first of them may have begun just before it was overdue.
		const isOverdue = now - there > afterHours * HOUR_MS + MOST_LOOKING_MS;
		if (!isOverdue || this.unwanted.has(job)) return;
		const isTold = (this.everTold.get(job) ?? -1) >= earliestOf(job, place);
		promise('P1', isTold, () => {
			const hours = (now - there) / HOUR_MS;
			return `job ${job.number} was seen in ${place} for ${hours} hours, and was not told${this.note}`;
		});
	}

	private checkEvent(
		event: IDataObject,
		outcome: PollOutcome,
		settings: TriggerSettings,
		account: string,
		sights: Sights,
	): void {
		const { jobId, guid, status, since, hours } = event as Record<string, string>;
		const what = JSON.stringify({ jobId, guid, status, since, hours });
		const job = this.office.jobs.find((one) =>
			Number(jobId) > 0 ? one.number === Number(jobId) : one.guid === guid,
		);
		if (!job) return promise('P1', false, () => `no such job: ${what}`);
		promise('P4', job.account === account, () => `a job of another account: ${what}`);
		const { afterHours = 0, testJobs } = settings;
		const isTestWanted = testJobs === 'all' || job.isTest === (testJobs === 'only');
		const canBeAsked = job.isNumbered && !job.wasHidden;
		promise('P1', isTestWanted || !canBeAsked, () => `a test, or none: ${what}`);
		const { startedAt, endedAt } = outcome;
		const waited = endedAt - Date.parse(since);
		promise('P1', waited > afterHours * HOUR_MS, () => `not overdue yet: ${what}`);
		// Of a job without a number only the index speaks.
		if (Number(jobId) === 0) return;

		const history = job.history.map((one) => `${one.status} ${one.at}`).join(', ');
		const at = job.history.findLastIndex(
			(one, index) =>
				one.status === status &&
				one.at <= endedAt &&
				(job.history[index + 1]?.at ?? Infinity) >= startedAt,
		);
		promise('P1', at >= 0, () => `not so then: ${what}; it had ${history}`);
		const places = chosenIn(settings).filter((place) => mayBeIn(job, at, place));
		promise('P1', places.length > 0, () => `not wanted there: ${what}; it had ${history}`);

		const fits = places.some((place) => {
			const { elsewhere = -Infinity } = sights.get(`${job.number} ${place}`) ?? {};
			return Date.parse(since) >= Math.floor(earliestIn(job, place, elsewhere));
		});
		promise('P1', fits, () => `it was elsewhere since then: ${what}; it had ${history}`);

		const last = this.lastTold.get(job);
		const isNew =
			!last ||
			places.some((place) => place !== last.place) ||
			job.history.some((_, index) => {
				const hasEnded = (job.history[index + 1]?.at ?? Infinity) < last.at;
				return !hasEnded && index <= at && !mayBeIn(job, index, last.place);
			});
		promise('P1', isNew, () => `told again: ${what}; it had ${history}${this.note}`);
		const place = places.find((one) => isIn(status, one)) ?? places[0];
		this.lastTold.set(job, { at: startedAt, place });
		this.everTold.set(job, endedAt);
	}

	private noteUnwanted(): void {
		const { testJobs } = this.settings;
		for (const job of this.office.jobs) {
			if (testJobs !== 'all' && job.isTest !== (testJobs === 'only')) this.unwanted.add(job);
		}
	}
}

/** For so long at most the two looks of a quiet moment go on. */
const MOST_LOOKING_MS = 10 * 60_000;

function chosenIn(settings: TriggerSettings): string[] {
	const { groups, statuses } = placesOf(settings);
	return [...groups, ...statuses];
}

function isIn(status: string, place: string): boolean {
	return status === place || jobStatuses[status].group === place;
}

/** Whether a job may be taken to be in a place, at some place in its history. */
function mayBeIn({ history }: Job, index: number, place: string): boolean {
	if (isIn(history[index].status, place)) return true;
	return (
		pauses.has(history[index].status) &&
		history.slice(0, index).some((one) => isIn(one.status, place))
	);
}

/** Since when a job is in a place without any doubt; `undefined` if it is not. */
function sinceWhen(job: Job, place: string): number | undefined {
	let since: number | undefined;
	for (const { status, at } of job.history.toReversed()) {
		if (pauses.has(status) || !isIn(status, place)) break;
		since = at;
	}
	return since;
}

/** Since when a job that is in a place may have been there. */
function earliestOf(job: Job, place: string): number {
	const left = job.history.findLastIndex((_, index) => !mayBeIn(job, index, place));
	return job.history[left + 1].at;
}

/** When a job came to a place first, after a moment. */
function earliestIn(job: Job, place: string, after: number): number {
	const { history, createdAt } = job;
	const index = history.findIndex(
		(_, at) => (history[at + 1]?.at ?? Infinity) > after && mayBeIn(job, at, place),
	);
	if (index < 0) return Infinity;
	return index === 0 ? Math.min(createdAt, history[0].at) : history[index].at;
}
