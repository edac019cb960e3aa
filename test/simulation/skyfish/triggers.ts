import type { INode } from 'n8n-workflow';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import type { SimulatedHost } from '../host';
import { PolledWorkflow, type HostKind, type PollOutcome } from '../n8n/polledWorkflow';
import { Activity } from '../network/activity';
import type { PlannedFault } from '../network/fault';
import { promise } from '../promises/broken';
import { MediaEvents } from '../promises/mediaEvents';
import type { Library, Media } from './library';
import { parametersFor, withFolder, type MediaSettings } from './watch';

/** Within so many ms, a trigger reads all that a late index may show. */
const WHOLE_WITHIN_MS = 31 * 60_000;

/** A poll sends no more requests than this. */
const MOST_REQUESTS = 200;

const type = new SkyfishTrigger();

/** A workflow that a Skyfish Trigger starts, with what is promised of it. */
export class WatchedMedia {
	private readonly workflow: PolledWorkflow;

	private readonly events: MediaEvents;

	private readonly host: SimulatedHost;

	private readonly name: string;

	private polls = 0;

	constructor(
		host: SimulatedHost,
		library: Library,
		name: string,
		chosen: MediaSettings,
		account: string,
		kind: HostKind,
	) {
		const settings = withFolder(chosen);
		this.host = host;
		this.name = name;
		const node: INode = {
			id: `node of ${name}`,
			name: 'Skyfish Trigger',
			type: 'n8n-nodes-skyfish.skyfishTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: parametersFor(settings) as INode['parameters'],
			credentials: { skyfishApi: { id: account, name: account } },
		};
		this.workflow = new PolledWorkflow(name, type, node, host, kind);
		this.events = new MediaEvents(library, settings, account);
	}

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
			const { requests } = activity;
			promise('P8', requests <= MOST_REQUESTS, () => `${name} sent ${requests} requests`);
			check(outcome);
			onEnd?.(outcome);
		});
		return activity;
	}

	/** An operator changes settings, or chooses another credential, and saves; n8n polls at once. */
	edit(settings: Partial<MediaSettings>, account: string, seed: number): Activity | undefined {
		const changed = withFolder({ ...this.events.settings, ...settings });
		this.workflow.edit({ parameters: parametersFor(changed), credential: account });
		this.events.reload(changed, account);
		return this.poll(seed);
	}

	/** n8n was ended; this is how it starts again. */
	restart(): void {
		this.workflow.restart();
		this.events.reload();
	}

	/** Something changed at Skyfish. */
	look(): void {
		this.events.look();
	}

	/** An item was put into other folders. */
	placed(media: Media): void {
		this.events.placed(media);
	}

	/** The index shows how things were before. */
	steppedBack(): void {
		this.events.steppedBack();
	}

	/** An item cannot be seen, or could not. */
	doubt(media: Media): void {
		this.events.doubt(media);
	}

	/** Once nothing is wrong, two polls succeed, and then nothing is missing, however late the index was. */
	async checkQuiet(): Promise<void> {
		for (const number of [1, 2]) {
			if (number > 1) await this.host.pass(WHOLE_WITHIN_MS);
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
		this.events.checkQuiet(this.host.now());
		this.host.check();
	}
}
