import { statSync } from 'node:fs';
import type { Execution, Item } from '../tools/n8n-host/n8nTypes.ts';

/** A status that the trigger in n8n reported. */
export interface SeenStatus {
	jobId: number;
	status: string;
}

/** An edited photo that a workflow wrote to disk. */
export interface WrittenPhoto {
	jobId: number;
	/** The photo's name in its job. */
	name: string;
	path: string;
}

/** What the trigger puts out, as far as the story needs it. */
interface StatusEvent extends SeenStatus {
	statusMeaning: string;
}

/** What sending photos puts out, as far as the story needs it. */
interface SentJob {
	jobId: number;
	name: string;
	fileCount: number;
	files: Array<{ fileName: string; fileSize: number }>;
}

/** What a download puts out, as far as the story needs it. */
interface Result {
	jobId: number;
	/** Of the photo that was sent. */
	originalName: string;
}

/** The workflows' ids in n8n, by what they do. */
export interface WorkflowIds {
	send: string;
	accept: string;
	collect: string;
	watch: string;
}

/** Turns executions into the lines of a story, and remembers what the verdict asks for later. */
export class Story {
	/** Jobs that were sent, by id, with the number of their photos. */
	readonly sent = new Map<number, number>();
	/** The size of each photo that was sent, by job and name. */
	private readonly sizes = new Map<string, number>();
	readonly statuses: SeenStatus[] = [];
	readonly written: WrittenPhoto[] = [];
	/** What went wrong in n8n, one text per failed execution. */
	readonly failures: string[] = [];
	private readonly ids: WorkflowIds;
	private readonly print: (line: string) => void;

	constructor(ids: WorkflowIds, print: (line: string) => void) {
		this.ids = ids;
		this.print = print;
	}

	/** Takes in an execution that has ended. */
	tell(execution: Execution): void {
		if (execution.status !== 'success') return this.tellFailure(execution);
		if (execution.workflowId === this.ids.send) this.tellSent(execution);
		if (execution.workflowId === this.ids.watch) this.tellStatuses(execution);
		if (execution.workflowId === this.ids.accept) this.tellAccepted(execution);
		if (execution.workflowId === this.ids.collect) this.tellCollected(execution);
	}

	/** Whether the photos of this job have been written to disk. */
	isCollected(jobId: number): boolean {
		return this.written.some((photo) => photo.jobId === jobId);
	}

	private tellSent(execution: Execution): void {
		const [job] = output(execution, 'Send photos');
		if (!job) return;
		const { jobId, name, fileCount, files } = job.json as unknown as SentJob;
		this.sent.set(jobId, fileCount);
		for (const { fileName, fileSize } of files) this.sizes.set(`${jobId} ${fileName}`, fileSize);
		this.print(`Job ${jobId} "${name}" is created, with ${fileCount} photos; offer requested.`);
	}

	private tellStatuses(execution: Execution): void {
		for (const { json } of output(execution, 'Every status')) {
			const { jobId, status, statusMeaning } = json as unknown as StatusEvent;
			this.statuses.push({ jobId, status });
			this.print(`Job ${jobId}  ${status.padEnd(21)} ${statusMeaning}`);
		}
	}

	private tellAccepted(execution: Execution): void {
		for (const { json } of output(execution, 'Accept offer')) {
			this.print(`Job ${json.jobId}: the workflow has accepted the offer.`);
		}
	}

	private tellCollected(execution: Execution): void {
		const results = output(execution, 'Download edited photos');
		for (const [index, { json }] of output(execution, 'Write to disk').entries()) {
			const { jobId, originalName: name } = results[index].json as unknown as Result;
			const path = String(json.fileName);
			this.written.push({ jobId, name, path });
			const before = kilobytes(this.sizes.get(`${jobId} ${name}`) ?? 0);
			const after = kilobytes(statSync(path, { throwIfNoEntry: false })?.size ?? 0);
			this.print(`Job ${jobId}: ${name}, ${before} sent, ${after} edited: ${path}`);
		}
	}

	private tellFailure(execution: Execution): void {
		const { error, lastNodeExecuted, status } = execution;
		const workflow = Object.entries(this.ids).find(([, id]) => id === execution.workflowId)?.[0];
		const why = [error?.message ?? status, error?.description].filter(Boolean).join(' ');
		const line = `The workflow "${workflow ?? execution.workflowId}" failed in "${lastNodeExecuted}": ${why}`;
		this.failures.push(line);
		this.print(line);
	}
}

/** The items that a node of this execution put out. */
function output(execution: Execution, node: string): Item[] {
	return (execution.runData[node] ?? []).flatMap((run) => run.data?.main[0] ?? []);
}

function kilobytes(bytes: number): string {
	return `${Math.round(bytes / 1000)} kB`;
}
