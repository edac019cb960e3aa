import {
	selectors,
	type Browser,
	type BrowserContext,
	type Locator,
	type Page,
} from 'playwright-core';
import type { World } from '../../../tools/world/world.ts';
import type { SavedWorkflow, Workflow, WorkflowNode } from '../../../tools/n8n-host/n8nTypes.ts';
import { launchChromium } from './chromium.ts';
import { NodePanel } from './nodePanel.ts';
import { NodeView } from './nodeView.ts';

/** n8n marks what its own browser tests look for with this attribute. */
selectors.setTestIdAttribute('data-test-id');

const answersWithinMs = 30_000;

export type Theme = 'light' | 'dark';

/** A person at n8n's editor: a window of a real browser, signed in as the owner. */
export class Editor {
	readonly page: Page;
	readonly browser: Browser;
	private readonly world: Pick<World, 'rest'>;

	private constructor(world: Pick<World, 'rest'>, browser: Browser, page: Page) {
		this.world = world;
		this.browser = browser;
		this.page = page;
	}

	/** Opens a window and signs in through n8n's own form. */
	static async open(world: World): Promise<Editor> {
		const browser = await launchChromium();
		try {
			const context = await browser.newContext({
				viewport: { width: 1280, height: 800 },
				baseURL: world.n8n.url,
				reducedMotion: 'reduce',
				locale: 'en-GB',
				timezoneId: 'UTC',
			});
			context.setDefaultTimeout(answersWithinMs);
			await stayOnThisMachine(context, world.n8n.url);
			const page = await context.newPage();
			await keepTooltipsAway(page);
			await page.goto('/signin');
			await page.locator('input[name="emailOrLdapLoginId"]').fill(world.owner.email);
			await page.locator('input[name="password"]').fill(world.owner.password);
			await page.getByTestId('form-submit-button').click();
			await page.waitForURL('**/home/**');
			return new Editor(world, browser, page);
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** n8n follows the theme of the system that the browser runs on. */
	async useTheme(theme: Theme): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}

	/** An empty workflow in the editor. */
	async openNewWorkflow(): Promise<void> {
		await this.page.goto('/workflow/new');
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Saves a workflow of these nodes, each after the one before it, and opens it. */
	async openWorkflowOf(...nodes: Array<Partial<WorkflowNode>>): Promise<SavedWorkflow> {
		const saved = await this.world.rest.createWorkflow(chain(nodes));
		await this.page.goto(`/workflow/${saved.id}`);
		await this.node(nodes[0].name ?? '').waitFor();
		return saved;
	}

	/** "Import from file" into an empty workflow. */
	async importWorkflow(file: string): Promise<void> {
		await this.openNewWorkflow();
		await this.page.getByTestId('workflow-menu').click();
		await this.page.getByTestId('workflow-menu-item-import').hover();
		const choosing = this.page.waitForEvent('filechooser');
		await this.page.getByTestId('workflow-menu-item-import-from-file').click();
		await (await choosing).setFiles(file);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** A node on the canvas. */
	node(name: string) {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Whether a node on the canvas has the mark that something is missing. */
	async hasIssues(name: string): Promise<boolean> {
		return await this.node(name).getByTestId('node-issues').isVisible();
	}

	/** What is missing in a node: shown when the mouse is on its mark. */
	async issuesOf(name: string): Promise<string> {
		// A tooltip comes up when the mouse enters, not where it rests.
		await leave(this.page);
		await this.node(name).getByTestId('node-issues').hover();
		const text = await tooltips(this.page).filter({ hasText: 'Issues' }).innerText();
		return text.replace('Issues', '').trim();
	}

	/** "Execute workflow". */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** The same where a form starts the workflow. Gives the window that n8n opens with it. */
	async executeWithForm(): Promise<Page> {
		const opening = this.page.waitForEvent('popup');
		await this.execute();
		return await opening;
	}

	/** Opens a node with a double click. */
	async openNode(name: string): Promise<NodeView> {
		await this.node(name)
			.getByTestId(/^canvas-(default|trigger|configuration|configurable)-node$/)
			.dblclick();
		return await this.openedNode();
	}

	/** The node that is open: n8n opens one by itself when it is added. */
	async openedNode(): Promise<NodeView> {
		const view = new NodeView(this.page);
		await view.waitFor();
		return view;
	}

	/** The list to the right that nodes are added from. */
	async openNodePanel(): Promise<NodePanel> {
		await this.page.getByTestId('node-creator-plus-button').click();
		const panel = new NodePanel(this.page);
		await panel.waitFor();
		return panel;
	}

	/** The same list, to begin a workflow on an empty canvas. */
	async openFirstNodePanel(): Promise<NodePanel> {
		await this.page.getByTestId('canvas-add-button').click();
		const panel = new NodePanel(this.page);
		await panel.waitFor();
		return panel;
	}

	/** The same list, to add a node after this one: by the plus at its end. */
	async openNodePanelAfter(name: string): Promise<NodePanel> {
		await this.node(name).getByTestId('canvas-handle-plus').click();
		const panel = new NodePanel(this.page);
		await panel.waitFor();
		return panel;
	}

	/** The mark of a node on the canvas that it went well. */
	successMark(name: string): Locator {
		return this.node(name).getByTestId('canvas-node-status-mark-success');
	}

	/** Puts the whole workflow into view, with no node selected. */
	async showAll(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.getByTestId('canvas').click({ position: { x: 900, y: 120 } });
	}

	/** The messages in the corner, oldest first. */
	async messages(): Promise<string[]> {
		return await this.page.locator('.el-notification').allInnerTexts();
	}

	/** Closes the messages: a picture is to show what is behind them. */
	async closeMessages(): Promise<void> {
		const messages = this.page.locator('.el-notification');
		for (let left = await messages.count(); left > 0; left = await messages.count()) {
			await messages.first().locator('.el-notification__closeBtn').click();
			await messages.nth(left - 1).waitFor({ state: 'detached' });
		}
	}
}

/**
 * A tooltip stays as long as the mouse stays where it was left by the last click, and can lie over what is
 * to be clicked next. Whatever is done to the page from now on waits until no tooltip is shown.
 */
async function keepTooltipsAway(page: Page): Promise<void> {
	await page.addLocatorHandler(tooltips(page).first(), async () => await leave(page));
}

/** Takes the mouse to a corner where nothing is, and waits until the tooltip that it called up is gone. */
async function leave(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	await tooltips(page).first().waitFor({ state: 'hidden' });
}

function tooltips(page: Page): Locator {
	return page.locator('.n8n-tooltip:visible');
}

/** The editor asks servers of n8n and of npm for news: no test may depend on them. */
async function stayOnThisMachine(context: BrowserContext, url: string): Promise<void> {
	await context.route(
		(address) => address.origin !== url,
		async (route) => await route.abort(),
	);
}

function chain(nodes: Array<Partial<WorkflowNode>>): Workflow {
	const whole = nodes.map((node, place) => ({
		id: `node-${place}`,
		name: `Node ${place}`,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [place * 240, 0] as [number, number],
		parameters: {},
		...node,
	}));
	const links = whole
		.slice(1)
		.map(({ name }, place) => [
			whole[place].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		name: 'In the editor',
		nodes: whole,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	};
}
