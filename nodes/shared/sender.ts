import type {
	IExecutePaginationFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

/** Whoever may send: an operation, a dropdown, a trigger. */
export type Sender = IExecutePaginationFunctions | ILoadOptionsFunctions | IPollFunctions;

/** One object for all items of one run of a node, to remember things by; for others the sender itself. */
export function runOf(sender: Sender): object {
	return ('getExecuteData' in sender && sender.getExecuteData()) || sender;
}

/** Aborted when the execution is cancelled; `undefined` for triggers and dropdowns. */
export function cancelSignal(sender: Sender): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in sender ? sender.getExecutionCancelSignal() : undefined;
}

/** The input item that is worked on; `undefined` for triggers and dropdowns. */
export function itemOf(sender: Sender): number | undefined {
	return 'getItemIndex' in sender ? sender.getItemIndex() : undefined;
}
