import type { IExecuteData, INode } from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import type { SimulatedHost } from '../host';
import { runNode } from '../n8n/nodeRun';
import { Activity } from '../network/activity';
import { promise } from '../promises/broken';
import { checkRun, type PlannedItem } from '../promises/runs';
import type { Updates } from '../promises/updates';
import type { Office } from './office';
import type { PlannedRun, Task } from './task';

const type = new BrightRiver();

/** Starts runs of the Bright River node, and knows what each of them promises. */
export class Runs {
	private readonly host: SimulatedHost;

	private readonly office: Office;

	private readonly updates: Updates;

	private started = 0;

	/** How many requests each run had sent when it ended. */
	private readonly sentAtEnd = new Map<Activity, number>();

	constructor(host: SimulatedHost, office: Office, updates: Updates) {
		this.host = host;
		this.office = office;
		this.updates = updates;
	}

	/**
	 * Starts an execution.
	 *
	 * @param plans more than one for the tools of an agent, which all belong to one run
	 */
	start(plans: PlannedRun[]): Activity[] {
		const agent = plans.length > 1 || plans[0].isTool ? agentRun() : undefined;
		const controller = new AbortController();
		const activities = plans.map((plan) => this.startNode(plan, agent, controller.signal));
		const [{ cancelAfter }] = plans;
		if (cancelAfter !== null) {
			const cancel = () => {
				for (const activity of activities) activity.canceledAt = this.host.now();
				controller.abort(new DOMException('This operation was aborted', 'AbortError'));
			};
			const timer = this.host.clock.set(cancelAfter, () => {
				if (activities.some((activity) => this.host.isUnderWay(activity))) cancel();
			});
			// An execution that is over cannot be canceled.
			for (const activity of activities)
				this.host.whenEnded(activity, () => this.host.clock.clear(timer));
		}
		return activities;
	}

	private startNode(
		plan: PlannedRun,
		agent: IExecuteData | undefined,
		signal: AbortSignal,
	): Activity {
		const number = ++this.started;
		const { task, credential, continues } = plan;
		const name = `run ${number}: ${task.operation}`;
		const activity = new Activity(name, credential, plan.seed, plan.faults);
		const planned = this.itemsOf(task, number);
		const node: INode = {
			id: `node ${number}`,
			name: 'Bright River',
			// n8n makes a tool of a node by a type of its own.
			type: `n8n-nodes-bright-river.brightRiver${agent ? 'Tool' : ''}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: parametersFor(plan, `value ${number}`),
			credentials: { brightRiverApi: { id: credential, name: credential } },
			onError: continues ? 'continueRegularOutput' : undefined,
		};
		const items = planned.map(({ input }) => input);
		if (task.operation === 'update')
			this.updates.begin(activity, task.job, task.field, `value ${number}`);
		const run = runNode(this.host, { type, node, agent, items, signal }, activity);
		this.host.start(activity, run, (outcomes) => {
			this.sentAtEnd.set(activity, activity.requests);
			if (task.operation === 'update') this.updates.end(activity, outcomes[0].result === 'success');
			const { office, host } = this;
			checkRun({ office, host, activity, task, items: planned, outcomes });
		});
		return activity;
	}

	/** Nothing is under way. @throws BrokenPromise if a run went on behind n8n's back */
	check(): void {
		for (const [{ name, requests }, sent] of this.sentAtEnd) {
			const late = requests - sent;
			promise('P8', late === 0, () => `${name} sent ${late} requests after it had ended`);
		}
	}

	private itemsOf(task: Task, number: number): PlannedItem[] {
		switch (task.operation) {
			case 'create':
				return Array.from({ length: task.count }, (_, index) => {
					const name = `Shoes of run ${number}, item ${index}`;
					return { done: `create ${name}`, input: { json: { name } } };
				});
			case 'upload':
				return task.names.map((fileName, index) => {
					const content = `photo ${index} of run ${number} `.repeat(3);
					const data = this.host.files.file(fileName, content, task.isOnDisk);
					const input = { json: {}, binary: { data } };
					return { done: `upload ${task.job} ${content}`, fileName, content, input };
				});
			case 'requestOffer':
			case 'acceptOffer':
			case 'close': {
				const done = `/jobs/${task.job}/${task.operation.toLowerCase()}`;
				return [{ done, input: { json: {} } }];
			}
			default:
				return [{ input: { json: {} } }];
		}
	}
}

/** The run of an agent. */
export function agentRun(): IExecuteData {
	const node: INode = {
		id: 'agent',
		name: 'AI Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 2,
		position: [0, 0],
		parameters: {},
	};
	return { node, data: { main: [[]] }, source: null };
}

/** What the operator set in the node. @param value what an update sets */
function parametersFor({ task, parallel }: PlannedRun, value: string): INode['parameters'] {
	const requestOptions = {
		parallelRequests: parallel,
		parallelFileTransfers: parallel,
		timeout: 20_000,
	};
	const all = {
		resource: task.operation === 'upload' ? 'file' : 'job',
		operation: task.operation,
		requestOptions,
	};
	if (task.operation === 'create')
		return { ...all, name: '={{ $json.name }}', description: 'Clip them', output: 'simple' };
	const ofJob = { ...all, jobId: { __rl: true, mode: 'id', value: String(task.job) } };
	switch (task.operation) {
		case 'upload': {
			const batching = { batch: { batchSize: task.batchSize, batchInterval: 1_500 } };
			return {
				...ofJob,
				requestOptions: { ...requestOptions, batching },
				binaryPropertyName: 'data',
				options: {},
			};
		}
		case 'downloadResults':
			return { ...ofJob, resultsAs: 'zip', binaryPropertyName: 'data', options: {} };
		case 'update':
			return { ...ofJob, updateFields: { [task.field]: value } };
		case 'waitForStatus':
			return { ...ofJob, statuses: ['CJ_WORK_DONE'], options: { interval: 10, timeLimit: 1 } };
		case 'getStatus':
			return ofJob;
		default:
			return { ...ofJob, files: { file: [] }, options: { checkForPhotos: false } };
	}
}
