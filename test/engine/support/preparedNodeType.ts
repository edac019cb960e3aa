import { DirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

/** Adds what n8n adds when it loads a declarative node: the Request Options. */
export function prepared<T extends INodeType>(nodeType: T): T {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	return nodeType;
}
