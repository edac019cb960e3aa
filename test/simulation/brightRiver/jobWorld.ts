import { SimulatedHost } from '../host';
import type { JobSetup, JobStep } from '../schedules/jobSteps';
import type { RunStep } from '../schedules/runSteps';
import { accounts, credentialOf } from './accounts';
import { apiOf, STORAGE_SIGNATURE, storageOf } from './api';
import type { Job } from './job';
import { Office } from './office';
import { Updates } from '../promises/updates';
import { Runs } from './runs';
import { WatchedJobs } from './triggers';

/** For so many polls at most a job stays hidden, or the index behind: longer, and a trigger may forget. */
const LONGEST_POLLS = 12;

/** Bright River with two workflows that watch it. */
export class JobWorld {
	readonly host = new SimulatedHost();

	readonly office = new Office(accounts, this.host.now);

	private readonly triggers: WatchedJobs[];

	private readonly updates = new Updates(this.office);

	private readonly runs = new Runs(this.host, this.office, this.updates);

	private pollsSinceRefresh = 0;

	private readonly pollsSinceHidden = new Map<Job, number>();

	constructor(setup: JobSetup) {
		const { host, office } = this;
		host.secrets.push(STORAGE_SIGNATURE);
		for (const account of accounts) {
			host.credentials.set(account.name, credentialOf(account));
			host.wire.connect(account.origin, apiOf(office, account.origin));
			host.wire.connect(account.storage, storageOf(office, account.storage));
		}
		host.clock.install(setup.seed);
		for (let number = 0; number < setup.jobs; number++) {
			office.create(['A', 'A', 'B', 'private'][number % 4], { ageDays: number === 1 ? 200 : 0 });
		}
		office.refreshIndex();
		this.triggers = setup.settings.map(
			(settings, place) =>
				new WatchedJobs(host, office, `workflow ${place}`, settings, setup.accounts[place], setup),
		);
	}

	/** @throws BrokenPromise */
	async do(step: JobStep | RunStep): Promise<void> {
		const { host, office } = this;
		switch (step.kind) {
			case 'move':
				return this.withJob(step.job, (job) => office.move(job, step.status));
			case 'create': {
				const { account, name, isTest, isOld, isNumbered } = step;
				const ageDays = isOld ? 200 : 0;
				if (office.jobs.length < 12) {
					const fullName = `${name} ${office.jobs.length}`;
					const fields = { name: fullName, isTest, ageDays, isNumbered };
					const { number } = office.create(account, fields);
					for (const trigger of this.triggers) trigger.shown(number);
				}
				return;
			}
			case 'number':
				return this.withJob(step.job, (job) => (job.isNumbered = true));
			case 'refresh':
				return this.refresh();
			case 'stale':
				if (this.pollsSinceRefresh < LONGEST_POLLS) office.staleSearches = step.searches;
				return;
			case 'wait':
				return await host.pass(step.hours * 3_600_000);
			case 'dates':
				office.dates = step.as;
				return;
			case 'totals':
				office.totals = step.as;
				return;
			case 'hide':
				return this.withJob(step.job, (job) => {
					const wasShown = !job.hidden.status && !job.hidden.details;
					if (wasShown) for (const trigger of this.triggers) trigger.shown(job.number);
					if (step.what !== 'details') job.hidden.status = step.status;
					if (step.what !== 'status') job.hidden.details = step.status;
					job.wasHidden = true;
					this.pollsSinceHidden.set(job, 0);
				});
			case 'show':
				return this.withJob(step.job, (job) => this.show(job));
			case 'poll': {
				const activity = this.triggers[step.workflow].poll(step.seed, step.faults);
				this.countPoll();
				await host.pass(step.meanwhile, activity);
				return;
			}
			case 'stay':
				return await this.stay(step);
			case 'restart':
				await host.end();
				for (const trigger of this.triggers) trigger.restart();
				return;
			case 'edit':
			case 'account': {
				const trigger = this.triggers[step.workflow];
				const settings = step.kind === 'edit' ? step.settings : {};
				const account = step.kind === 'account' ? step.account : trigger.account;
				const activity = trigger.edit(settings, account, step.seed);
				this.countPoll();
				await host.pass(step.kind === 'edit' ? step.meanwhile : 0, activity);
				return;
			}
			case 'longStay':
				return await this.longStay(step);
			case 'run':
				return await this.run(step);
			case 'quiet':
				return await this.quiet();
		}
	}

	/** At the end all is quiet, and nothing is left behind. */
	async end(): Promise<void> {
		await this.quiet();
		const hidden = this.office.jobs.filter((job) => job.hidden.status || job.hidden.details);
		for (const job of hidden) this.show(job);
		if (hidden.length > 0) await this.quiet();
		await this.host.checkLeftovers();
	}

	private async run({ task, plan, otherCredential, meanwhile }: RunStep): Promise<void> {
		const plans = [plan.credential, ...(otherCredential ? [otherCredential] : [])].map(
			(credential) => ({ ...plan, task, credential }),
		);
		const [activity] = this.runs.start(plans);
		await this.host.pass(meanwhile, activity);
	}

	/** A job goes its way, and each status is looked at. */
	private async stay(step: JobStep & { kind: 'stay' }): Promise<void> {
		const { job, workflow, way, isQuiet, seed } = step;
		for (const status of way) {
			this.withJob(job, (one) => this.office.move(one, status));
			this.refresh();
			if (isQuiet) {
				await this.quietPolls();
				continue;
			}
			const activity = this.triggers[workflow].poll(seed);
			this.countPoll();
			if (activity) await this.host.pass(Infinity, activity);
		}
	}

	/** A job goes its way slowly, and each status is looked at when it is new and when it is old. */
	private async longStay(step: JobStep & { kind: 'longStay' }): Promise<void> {
		const { job, way, hours, isHidden, seed } = step;
		// One that is hidden and leaves the search is another problem when it comes back.
		this.withJob(job, (one) => this.show(one));
		for (const status of way) {
			this.withJob(job, (one) => this.office.move(one, status));
			await this.quietPolls();
			await this.host.pass(hours * 3_600_000);
			if (isHidden) {
				// Just when it is overdue, its details cannot be read.
				await this.do({ kind: 'hide', job, what: 'details', status: 404 });
				for (const trigger of this.triggers) {
					const activity = trigger.poll(seed);
					this.countPoll();
					if (activity) await this.host.pass(Infinity, activity);
				}
				this.withJob(job, (one) => this.show(one));
			}
			await this.quietPolls();
		}
	}

	/** In a quiet moment each workflow is polled twice. */
	private async quietPolls(): Promise<void> {
		await this.quiet();
		for (let poll = 0; poll < 2; poll++) this.countPoll();
	}

	private async quiet(): Promise<void> {
		await this.host.letEnd();
		this.updates.check();
		this.runs.check();
		this.refresh();
		this.office.staleSearches = 0;
		for (const trigger of this.triggers) await trigger.checkQuiet();
	}

	private withJob(place: number, task: (job: Job) => void): void {
		const job = this.office.jobs.at(place);
		if (job) task(job);
	}

	private refresh(): void {
		this.office.refreshIndex();
		this.pollsSinceRefresh = 0;
	}

	private show(job: Job): void {
		job.hidden = {};
		this.pollsSinceHidden.delete(job);
		for (const trigger of this.triggers) trigger.shown(job.number);
	}

	private countPoll(): void {
		this.pollsSinceRefresh++;
		for (const [job, polls] of this.pollsSinceHidden) {
			this.pollsSinceHidden.set(job, polls + 1);
			if (polls + 1 === LONGEST_POLLS) this.show(job);
		}
	}
}
