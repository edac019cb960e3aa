import type { INodeExecutionData } from 'n8n-workflow';
import type { Office } from '../brightRiver/office';
import type { Task } from '../brightRiver/task';
import type { ItemOutcome } from '../n8n/nodeRun';
import type { Activity } from '../network/activity';
import { REDIRECTED_TO } from '../network/fault';
import type { Wire } from '../network/wire';
import { promise } from './broken';

/** An item of a run, with what it is meant to do. */
export interface PlannedItem {
	input: INodeExecutionData;
	/** What the service notes when it does what must not be done twice. */
	done?: string;
	/** Of a photo to upload. */
	fileName?: string;
	content?: string;
}

/** A run of the Bright River node that has ended. */
export interface EndedRun {
	office: Office;
	host: { wire: Wire };
	activity: Activity;
	task: Task;
	items: PlannedItem[];
	outcomes: ItemOutcome[];
}

/** How soon a canceled execution ends, in ms. */
const CANCEL_MS = 1_000;

/** What an error says where nobody knows whether it was done. */
const MAY_BE_DONE =
	/Check in .+ whether it went through|Look at the file there|The execution was canceled/;

/** P3, P4, P5 and P7 for one run. @throws BrokenPromise */
export function checkRun(run: EndedRun): void {
	run.items.forEach((item, index) => {
		checkOutput(run.activity, run.outcomes[index]);
		checkDoneOnce(run, item, run.outcomes[index]);
		checkCanceled(run, run.outcomes[index]);
	});
	checkRequests(run);
	checkNamesakes(run);
}

/** The error of an item that failed, also where the node goes on with it. */
function errorOf({ thrown, output }: ItemOutcome): Error {
	return thrown ?? (output![0] as { error?: Error }).error!;
}

function textOf(error: Error): string {
	return `${error.message} ${(error as { description?: string }).description ?? ''}`;
}

/** Every operation here gives one output item for each input item. */
function checkOutput({ name }: Activity, { output }: ItemOutcome): void {
	const isOne = output === undefined || output.length === 1;
	promise('P3', isOne, () => `${name} gave ${output?.length} items for one`);
}

function checkDoneOnce(
	{ office, activity }: EndedRun,
	{ done }: PlannedItem,
	outcome: ItemOutcome,
) {
	if (done === undefined) return;
	const entries = [...office.done].filter(([what]) => what === done || what.startsWith(`${done} `));
	const times = entries.flatMap(([, by]) => by).filter((by) => by === activity.name).length;
	promise('P3', times <= 1, () => `"${done}" was done ${times} times by ${activity.name}`);
	if (outcome.result === 'success') {
		promise('P3', times === 1, () => `${activity.name} says that it succeeded, and did not`);
	} else if (outcome.result === 'failure' && times === 1) {
		const text = textOf(errorOf(outcome));
		promise('P3', MAY_BE_DONE.test(text), () => `${activity.name} was done, and says: ${text}`);
	}
}

function checkCanceled({ activity }: EndedRun, outcome: ItemOutcome): void {
	const { name, canceledAt, sentAt } = activity;
	if (canceledAt === undefined) return;
	const { thrown, startedAt, endedAt } = outcome;
	const late = sentAt.filter((at) => at > canceledAt).length;
	promise('P5', late === 0, () => `${name} sent ${late} requests after it was canceled`);
	if (endedAt <= canceledAt) return;
	const says = thrown?.message ?? 'nothing: it went on';
	const isToldAsCanceled = says.startsWith('The execution was canceled');
	promise('P5', isToldAsCanceled, () => `${name} was canceled and says: ${says}`);
	// n8n's own pauses between batches go on.
	const tookMs = endedAt - Math.max(canceledAt, startedAt);
	promise('P5', tookMs <= CANCEL_MS, () => `${name} ended ${tookMs} ms after it was canceled`);
}

/** Each request bears the node's own credential, or goes to a storage that this credential opens. */
function checkRequests({ office, host, activity, task, outcomes }: EndedRun): void {
	const own = office.accounts.find(({ name }) => name === activity.credential)!;
	const isPrivate = own.origin.startsWith('http://10.');
	for (const { url, headers } of host.wire.sent.filter((one) => one.activity === activity)) {
		const token = headers['x-client-token'];
		const address = () => `${activity.name} with ${own.name} asked ${url.href} with ${token}`;
		const isApi = url.origin === own.origin;
		promise('P4', isApi ? token === own.clientToken : token === undefined, address);
		if (isApi) continue;
		const signature = url.searchParams.get('sig');
		// Where a storage redirects to, nothing of a secret goes along.
		const isRedirected = url.origin === REDIRECTED_TO;
		const isOwn = signature?.endsWith(`-${own.name}`) === true;
		promise('P4', isRedirected ? signature === null : isOwn, address);
		promise('P4', isPrivate || !url.hostname.startsWith('169.254.'), address);
	}
	if (!('job' in task)) return;
	const job = office.jobs.find(({ number }) => number === task.job);
	const succeeded = outcomes.some(({ result }) => result === 'success');
	promise('P4', !succeeded || job?.account === own.name, () => `${activity.name}: not its job`);
}

function checkNamesakes({ activity, items, outcomes }: EndedRun): void {
	const taken = items.filter((_, index) => outcomes[index].result === 'success');
	const names = taken.flatMap(({ fileName }) => fileName ?? []);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	promise('P7', twice === undefined, () => `${activity.name} lost one of two photos "${twice}"`);
}
