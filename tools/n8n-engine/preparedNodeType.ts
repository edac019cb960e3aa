import { DirectoryLoader, RoutingNode, type ExecuteContext } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

/**
 * Does to a node what n8n does when it loads one: a declarative node gets the Request Options and an
 * `execute` that runs its routes.
 */
export function prepared<T extends INodeType>(nodeType: T): T {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	return withRoutes(nodeType);
}

/** The second half of it, for a node that n8n's own loader has loaded. */
export function withRoutes<T extends INodeType>(nodeType: T): T {
	if (nodeType.description.requestDefaults && !nodeType.execute) {
		(nodeType as INodeType).execute = async function () {
			const routes = new RoutingNode(this as unknown as ExecuteContext, nodeType);
			return (await routes.runNode()) ?? [];
		};
	}
	return nodeType;
}
