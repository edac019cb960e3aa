import type { INode } from 'n8n-workflow';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import type { SimulatedHost } from '../host';
import { PolledWorkflow, type HostKind, type PollOutcome } from '../n8n/polledWorkflow';
import { Activity } from '../network/activity';
import type { PlannedFault } from '../network/fault';
import { promise } from '../promises/broken';
import { OverdueEvents } from '../promises/overdueEvents';
import { StatusEvents } from '../promises/statusEvents';
import type { Office } from './office';
import { parametersFor, type TriggerSettings } from './watch';

/** A poll sends no more requests than this, whatever the search says of how many jobs there are. */
const MOST_REQUESTS = 400;

const type = new BrightRiverTrigger();

/** A workflow that a Bright River Trigger starts, with what is promised of it. */
export class WatchedJobs {
	private readonly workflow: PolledWorkflow;

	private readonly events: StatusEvents | OverdueEvents;

	/** How often it told people of each job that it cannot see, since that changed or n8n forgot. */
	private readonly reports = new Set<string>();

	private polls = 0;

	private readonly host: SimulatedHost;

	private readonly office: Office;

	private readonly name: string;

	constructor(
		host: SimulatedHost,
		office: Office,
		name: string,
		settings: TriggerSettings,
		account: string,
		kind: HostKind,
	) {
		this.host = host;
		this.office = office;
		this.name = name;
		const node: INode = {
			id: `node of ${name}`,
			name: 'Bright River Trigger',
			type: 'n8n-nodes-bright-river.brightRiverTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: parametersFor(settings) as INode['parameters'],
			credentials: { brightRiverApi: { id: account, name: account } },
		};
		this.workflow = new PolledWorkflow(name, type, node, host, kind);
		const Events = settings.afterHours === undefined ? StatusEvents : OverdueEvents;
		this.events = new Events(office, settings, account);
	}

	get settings(): TriggerSettings {
		return this.events.settings;
	}

	/** The account that it watches. */
	get account(): string {
		return this.workflow.credential;
	}

	/** Starts a poll. @returns `undefined` if n8n would not */
	poll(seed: number, faults: PlannedFault[] = [], onEnd?: (outcome: PollOutcome) => void) {
		const { workflow } = this;
		if (!workflow.canPoll) return undefined;
		const name = `poll ${++this.polls} of ${this.name}`;
		const activity = new Activity(name, workflow.credential, seed, faults);
		const check = this.events.begin();
		this.host.start(activity, workflow.poll(activity), (outcome) => {
			this.checkRequests(activity);
			if (!outcome.isSuperseded) this.countReports(outcome);
			check(outcome);
			onEnd?.(outcome);
		});
		return activity;
	}

	/** An operator changes settings, or chooses another credential, and saves; n8n polls at once. */
	edit(settings: Partial<TriggerSettings>, account: string, seed: number): Activity | undefined {
		const changed = { ...this.settings, ...settings };
		this.workflow.edit({ parameters: parametersFor(changed), credential: account });
		this.events.reload(changed, account);
		this.reports.clear();
		return this.poll(seed);
	}

	/** n8n was ended; this is how it starts again. */
	restart(): void {
		this.workflow.restart();
		this.events.reload();
		this.reports.clear();
	}

	/** A job can be seen again: if it is hidden once more, that is a new problem. */
	shown(job: number): void {
		for (const report of this.reports) {
			if (report.endsWith(`: ${job}`)) this.reports.delete(report);
		}
	}

	/** Once nothing is wrong, two polls succeed, and then nothing is missing. */
	async checkQuiet(): Promise<void> {
		for (const number of [1, 2]) {
			let outcome: PollOutcome | undefined;
			const activity = this.poll(number, [], (one) => (outcome = one));
			await this.host.pass(Infinity, activity);
			const { error } = outcome ?? {};
			promise(
				'P2',
				outcome !== undefined && error === undefined,
				() => `a poll fails: ${error?.message}`,
			);
		}
		this.events.checkQuiet();
		this.host.check();
	}

	private checkRequests(activity: Activity): void {
		const { name, requests, credential } = activity;
		promise('P8', requests <= MOST_REQUESTS, () => `${name} sent ${requests} requests`);
		const own = this.office.accounts.find((one) => one.name === credential)!;
		for (const { url, headers } of this.host.wire.sent.filter((one) => one.activity === activity)) {
			const isOwn = headers['x-client-token'] === own.clientToken && url.origin === own.origin;
			promise('P4', isOwn, () => `${name} asked ${url.href} with ${headers['x-client-token']}`);
		}
	}

	private countReports({ reported }: PollOutcome): void {
		for (const { message } of reported) {
			const problem = message.replace(/[\d, ]+/g, ' ');
			for (const job of message.match(/\d+/g) ?? []) {
				const report = `${problem}: ${job}`;
				promise('P2', !this.reports.has(report), () => `people are told again: ${message}`);
				this.reports.add(report);
			}
		}
	}
}
