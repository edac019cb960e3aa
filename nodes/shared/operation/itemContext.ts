import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

/**
 * What n8n offers a whole run, for one of its items: with the same methods as the context that n8n itself makes for
 * an item when it runs a node by its description.
 */
export function itemContext(run: IExecuteFunctions, itemIndex: number): IExecuteSingleFunctions {
	const own: Partial<IExecuteSingleFunctions> = {
		getItemIndex: () => itemIndex,
		getInputData: () => run.getInputData()[itemIndex],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			run.getNodeParameter(name, itemIndex, fallback, options) as never,
		evaluateExpression: (expression, index = itemIndex) =>
			run.evaluateExpression(expression, index),
		getCredentials: async (type) => await run.getCredentials(type, itemIndex),
		getWorkflowDataProxy: () => run.getWorkflowDataProxy(itemIndex),
	};
	return Object.assign(Object.create(run) as IExecuteSingleFunctions, own);
}
