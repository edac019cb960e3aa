import { everySeconds } from '../../../tools/examples/workflowFiles.ts';
import { nodeType } from '../../../tools/checkout/packages.ts';
import type { Workflow, WorkflowNode } from '../../../tools/n8n-host/n8nTypes.ts';

const pollSeconds = 5;

type Credential = { id: string; name: string };

/** The path, below n8n's `/webhook/`, that {@link createJobs} listens on. */
export const createJobsPath = 'create-jobs';

/** A workflow that makes a job for each name in the `names` of what is posted to its webhook. */
export function createJobs(credential: Credential): Workflow {
	return chain('Create jobs', [
		node('Names', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path: createJobsPath,
			responseMode: 'onReceived',
		}),
		node('Each name', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.names' }),
		{
			...node('Create', nodeType('brightRiver'), 1, {
				resource: 'job',
				operation: 'create',
				name: '={{ $json["body.names"] }}',
				description: 'Clip the product',
				additionalFields: {},
			}),
			credentials: { brightRiverApi: credential },
		},
	]);
}

/** A workflow that looks every few seconds and posts every status of every job to the ledger. */
export function reportStatuses(credential: Credential, ledgerUrl: string): Workflow {
	return chain('Report every status', [
		{
			...node('Every status', nodeType('brightRiverTrigger'), 1, {
				pollTimes: everySeconds(pollSeconds),
				event: 'jobStatusChanged',
				watch: 'allJobs',
				statusGroups: [],
				statuses: [],
				options: { includeJob: false },
			}),
			credentials: { brightRiverApi: credential },
		},
		node('Report', 'n8n-nodes-base.httpRequest', 4.2, {
			method: 'POST',
			url: ledgerUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ { jobId: $json.jobId, status: $json.status, executionId: $execution.id } }}',
			options: {},
		}),
	]);
}

/** Nodes one after the other. */
function chain(name: string, nodes: WorkflowNode[]): Workflow {
	const links = nodes.slice(1).map((to, place) => {
		const main = [[{ node: to.name, type: 'main', index: 0 }]];
		return [nodes[place].name, { main }];
	});
	return {
		name,
		nodes: nodes.map((one, place) => ({ ...one, position: [place * 200, 0] })),
		connections: Object.fromEntries(links) as Workflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}
