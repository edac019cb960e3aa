import type { PlannedFault } from '../network/fault';

/** What an execution is to do at Bright River. */
export type Task =
	| { operation: 'create'; count: number }
	| { operation: 'requestOffer' | 'acceptOffer' | 'close' | 'getStatus'; job: number }
	| { operation: 'waitForStatus'; job: number }
	| { operation: 'update'; job: number; field: 'description' | 'invoiceReference' }
	| { operation: 'upload'; job: number; names: string[]; isOnDisk: boolean; batchSize: number }
	| { operation: 'downloadResults'; job: number };

/** A node of an execution, with one credential. */
export interface PlannedRun {
	task: Task;
	credential: string;
	seed: number;
	faults: PlannedFault[];
	continues: boolean;
	/** Whether it is a tool of an agent: n8n runs it item by item then. */
	isTool: boolean;
	/** "Parallel Requests". */
	parallel: number;
	/** When somebody cancels it, in ms; `null` if nobody does. */
	cancelAfter: number | null;
}
