import type { INode, INodeExecutionData } from 'n8n-workflow';

/** Whether the node runs as a tool of an AI agent; n8n gives it a type of its own then: `brightRiverTool`. */
export function isAgentTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** What an agent, and whoever sets one up, has to know of files. */
export const agentFiles = {
	in: {
		message: 'This tool cannot take files from an AI agent, which hands over text only',
		description:
			'Nothing was uploaded. If the file is at a web address, use a tool that uploads from a URL. Otherwise ask the person to add a step before the agent that uploads it.',
	},
	out: 'The file itself is not in this answer: n8n hands no files to AI agents. To get at it, ask the person to add a step after the agent that downloads it.',
	panel:
		'AI agents can neither pass files to this operation nor receive any from it. Put this operation before or after the agent in the workflow.',
	panelWithUrl:
		'AI agents cannot pass files to this operation. Set <b>File Source</b> to URL and let the agent fill in the address, or put this operation before the agent in the workflow.',
};

/** The same items; one with a file says that the agent does not get it. */
export function withoutFilesSaid(items: INodeExecutionData[]): INodeExecutionData[] {
	return items.map((one) => {
		const hasFile = Object.keys(one.binary ?? {}).length > 0;
		return hasFile ? { ...one, json: { ...one.json, note: agentFiles.out } } : one;
	});
}

/** The same error, all of it in its message: an agent is told nothing else. */
export function withAdviceInMessage(error: Error): Error {
	const { message, description } = error as Error & { description?: string | null };
	if (!description || message.includes(description)) return error;
	const end = /[.!?…]$/.test(message) ? '' : '.';
	return Object.assign(error, { message: `${message}${end} ${description}` });
}
