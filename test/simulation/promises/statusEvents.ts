import type { IDataObject } from 'n8n-workflow';
import { statusOf, type Job } from '../brightRiver/job';
import type { Office } from '../brightRiver/office';
import { isOver, isWanted, remainsOf, statusIn, type TriggerSettings } from '../brightRiver/watch';
import { noteOn, type PollOutcome } from '../n8n/polledWorkflow';
import { promise } from './broken';
import { Knowledge, type Saved } from './knowledge';

/**
 * P1 for the Bright River Trigger: an event must come from what the trigger may remember, and what a job has when
 * all is quiet must have been told, or be what the trigger may know without a word. After a restart it knows what
 * n8n saved: what it saw and kept back since then may be missed if the job comes back from there.
 */
export class StatusEvents {
	private now: Knowledge;

	private saved: Saved | undefined;

	/** What helps to understand a failure: how it came to be saved. */
	private note = '';

	/** Where in the history of each job the last event about it was. */
	private readonly lastTold = new Map<Job, number>();

	/** What was told of each job without a number: only the index speaks of it, which can show an older row late. */
	private readonly toldUnnumbered = new Map<Job, Set<string>>();

	private readonly office: Office;

	constructor(office: Office, settings: TriggerSettings, account: string) {
		this.office = office;
		this.now = new Knowledge(office, settings, account, undefined);
	}

	get settings(): TriggerSettings {
		return this.now.settings;
	}

	/** n8n starts again, or the workflow is saved, perhaps with other settings or another account. */
	reload(settings = this.now.settings, account = this.now.account): void {
		this.now = new Knowledge(this.office, settings, account, this.saved, this.note);
		if (this.saved && this.saved.account !== account) this.lastTold.clear();
	}

	/** A poll begins. @returns what is to be called with its outcome */
	begin(): (outcome: PollOutcome) => void {
		const { now } = this;
		const { turns } = this.office;
		const rows = this.rows();
		return (outcome) => {
			const mayMiss = this.office.turns !== turns;
			const { events = [], error, activity, isSaved, isChanged, endedAt } = outcome;
			// One that found another poll under way has looked at nothing.
			if (activity.requests === 0) return;
			const isFirst = now.isFresh;
			if (error === undefined) now.stock([rows, this.rows()], mayMiss);
			for (const event of events) this.checkEvent(event, outcome, now, isFirst);
			if (isSaved && isChanged) {
				this.saved = now.save(endedAt);
				this.note = noteOn(outcome);
			}
		};
	}

	/** All is quiet, and the trigger has looked twice. */
	checkQuiet(): void {
		const { now } = this;
		for (const job of now.jobs) {
			if (job.hidden.status || job.hidden.details) continue;
			const status = statusOf(job);
			const known = now.mayKnow(job);
			// The search for open jobs is all there is for a job without a number.
			// One that is over is asked about in turn, and forgotten at some time.
			const mayBeOver = [...(known ?? [])].some((one) => isOver(statusIn(one) ?? 'CJ_FINISHED'));
			const mayBeUnseen = isOver(status) && (job.isRejection || mayBeOver);
			const isDropped = remainsOf(now.settings, status) === null;
			const isKnown =
				!known || [...known].some((one) => (one === null ? isDropped : statusIn(one) === status));
			promise('P1', isKnown || mayBeUnseen, () => {
				const others = [...known!].join(' or ');
				return `job ${job.number} has ${status}, which was never told; the trigger may know ${others}${now.note}`;
			});
			// Of a job without a number only the search can say that it left, and that is not asked where it went.
			if (isDropped && job.isRejection) continue;
			// A status that came before is taken for an old row of it.
			const isOldRow =
				!job.isNumbered && job.history.slice(0, -1).some((one) => one.status === status);
			if (isKnown && !isOldRow && (!mayBeUnseen || !job.isRejection)) now.saw(job);
		}
	}

	private checkEvent(
		event: IDataObject,
		outcome: PollOutcome,
		now: Knowledge,
		isFirst: boolean,
	): void {
		const { jobId, guid, previousStatus, status } = event as Record<string, string>;
		const what = JSON.stringify({ jobId, guid, previousStatus, status });
		const job = this.office.jobs.find((one) =>
			Number(jobId) > 0 ? one.number === Number(jobId) : one.guid === guid,
		);
		if (!job) return promise('P1', false, () => `no such job: ${what}`);
		promise('P4', job.account === now.account, () => `a job of another account: ${what}`);
		const { filter, testJobs } = now.settings;
		const isTestWanted = testJobs === 'all' || job.isTest === (testJobs === 'only');
		const canBeAsked = job.isNumbered && !job.wasHidden;
		promise('P1', isTestWanted || !canBeAsked, () => `a test, or none: ${what}`);
		// The first look of all takes the word of the index.
		const since = isFirst || Number(jobId) === 0 ? -Infinity : outcome.startedAt;
		const isOldRow = Number(jobId) === 0 && !this.toldUnnumbered.get(job)?.has(status);
		const after = now.isUncertain(job) || isOldRow ? -1 : (this.lastTold.get(job) ?? -1);
		const place = job.history.findIndex(
			(one, index) =>
				index > after &&
				one.status === status &&
				one.at <= outcome.endedAt &&
				(job.history[index + 1]?.at ?? Infinity) >= since,
		);
		const history = job.history.map((one) => one.status).join(', ');
		promise(
			'P1',
			place >= 0,
			() => `told again, or not so then: ${what}; it had ${history}${now.note}`,
		);
		if (place < 0) return;
		const known = now.mayKnowWith(job, place, previousStatus);
		promise('P1', known.length > 0, () => {
			const others = [...now.mayKnow(job, place)!].join(' or ');
			return `not from there: ${what}; it had ${history}, and the trigger may know ${others}${now.note}`;
		});
		const isNews = known.some((one) => isWanted(filter, one, status));
		promise('P1', isNews, () => `not wanted: ${what}; the trigger knew ${known.join(' or ')}`);
		this.lastTold.set(job, place);
		if (Number(jobId) === 0) {
			const told = this.toldUnnumbered.get(job) ?? new Set<string>();
			this.toldUnnumbered.set(job, told.add(status));
		}
		now.told(job, place, previousStatus);
	}

	private rows(): Map<Job, string> {
		const rows = this.office.jobs.flatMap((job) => {
			const row = this.office.rowOf(job);
			return row && !isOver(row.status) ? [[job, row.status] as const] : [];
		});
		return new Map(rows);
	}
}
