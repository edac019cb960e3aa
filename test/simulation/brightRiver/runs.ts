import type { IDataObject, IExecuteData, INode } from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import type { SimulatedHost } from '../host';
import { runNode, type ItemInput, type NodeRun } from '../n8n/nodeRun';
import { Activity } from '../network/activity';
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
		const executeData = { data: { main: [[]] } } as unknown as IExecuteData;
		const controller = new AbortController();
		const activities = plans.map((plan) => this.startNode(plan, executeData, controller.signal));
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

	private startNode(plan: PlannedRun, executeData: IExecuteData, signal: AbortSignal): Activity {
		const number = ++this.started;
		const { task, credential, continues, parallel } = plan;
		const name = `run ${number}: ${task.operation}`;
		const activity = new Activity(name, credential, plan.seed, plan.faults);
		const items = this.itemsOf(task, number);
		const node: INode = {
			id: `node ${number}`,
			name: 'Bright River',
			type: 'n8n-nodes-bright-river.brightRiver',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				resource: ['upload'].includes(task.operation) ? 'file' : 'job',
				operation: task.operation,
				requestOptions: { parallelRequests: parallel, parallelFileTransfers: parallel },
			},
			credentials: { brightRiverApi: { id: credential, name: credential } },
			onError: continues ? 'continueRegularOutput' : undefined,
		};
		const run: NodeRun = {
			type,
			node,
			executeData,
			items: items.map(({ input }) => input),
			batching: task.operation === 'upload' ? { size: task.batchSize, pauseMs: 700 } : undefined,
			timeoutMs: 20_000,
			signal,
		};
		if (task.operation === 'update')
			this.updates.begin(activity, task.job, task.field, `value ${number}`);
		this.host.start(activity, runNode(this.host, run, activity), (outcomes) => {
			const [{ error, output }] = outcomes;
			const failed = error ?? output?.[0]?.json.error;
			if (task.operation === 'update') this.updates.end(activity, failed === undefined);
			checkRun({ office: this.office, host: this.host, activity, task, items, outcomes });
		});
		return activity;
	}

	private itemsOf(task: Task, number: number): PlannedItem[] {
		const item = (parameters: IDataObject, more: Partial<ItemInput> = {}): ItemInput => ({
			parameters,
			input: { json: {} },
			...more,
		});
		if (task.operation === 'create') {
			return Array.from({ length: task.count }, (_, index) => {
				const body = { name: `Shoes of run ${number}, item ${index}`, description: 'Clip them' };
				return {
					done: `create ${body.name}`,
					input: item({ ...body, output: 'simple' }, { body }),
				};
			});
		}
		const parameters = { jobId: { __rl: true, mode: 'id', value: String(task.job) } };
		const path = `/jobs/${task.job}/${task.operation.toLowerCase()}`;
		switch (task.operation) {
			case 'upload':
				return task.names.map((fileName, index) => {
					const content = `photo ${index} of run ${number} `.repeat(3);
					const data = this.host.files.file(fileName, content, task.isOnDisk);
					const input = { json: {}, binary: { data } };
					const withField = { ...parameters, binaryPropertyName: 'data', options: {} };
					return {
						done: `upload ${task.job} ${content}`,
						fileName,
						content,
						input: item(withField, { input }),
					};
				});
			case 'downloadResults':
				return [
					{
						input: item({
							...parameters,
							resultsAs: 'zip',
							binaryPropertyName: 'data',
							options: {},
						}),
					},
				];
			case 'update': {
				const body = { [task.field]: `value ${number}` };
				return [{ input: item(parameters, { body }) }];
			}
			case 'waitForStatus': {
				const options = { interval: 10, timeLimit: 1 };
				return [{ input: item({ ...parameters, statuses: ['CJ_WORK_DONE'], options }) }];
			}
			case 'getStatus':
				return [{ input: item(parameters) }];
			default:
				return [
					{
						done: path,
						input: item({ ...parameters, 'files.file': [], options: { checkForPhotos: false } }),
					},
				];
		}
	}
}
