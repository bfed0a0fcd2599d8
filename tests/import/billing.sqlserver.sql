USE [Billing]
GO
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Invoice](
	[InvoiceId] [int] IDENTITY(1,1) NOT NULL,
	[CustomerId] [uniqueidentifier] ROWGUIDCOL NOT NULL,
	[Number] [nvarchar](20) COLLATE Latin1_General_CI_AS NOT NULL,
	[Net] [decimal](18, 2) NOT NULL,
	[Gross]  AS ([Net]*(1.19)) PERSISTED,
	[State] [varchar](10) NOT NULL,
	[Sent] [datetime2](7) NULL,
 CONSTRAINT [PK_Invoice] PRIMARY KEY CLUSTERED 
(
	[InvoiceId] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY],
 CONSTRAINT [UQ_Number] UNIQUE NONCLUSTERED ([Number] ASC)
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
CREATE TABLE [dbo].[Customer](
	[CustomerId] [uniqueidentifier] NOT NULL DEFAULT (newid()),
	[Name] [nvarchar](max) NOT NULL,
 CONSTRAINT [PK_Customer] PRIMARY KEY NONCLUSTERED ([CustomerId] ASC)
)
GO
INSERT [dbo].[Customer] ([CustomerId], [Name]) VALUES (N'1', N'Secret GO Company')
GO
ALTER TABLE [dbo].[Invoice] ADD  CONSTRAINT [DF_Net]  DEFAULT ((0)) FOR [Net]
GO
ALTER TABLE [dbo].[Invoice]  WITH CHECK ADD  CONSTRAINT [FK_Invoice_Customer] FOREIGN KEY([CustomerId])
REFERENCES [dbo].[Customer] ([CustomerId])
GO
ALTER TABLE [dbo].[Invoice] CHECK CONSTRAINT [FK_Invoice_Customer]
GO
ALTER TABLE [dbo].[Invoice]  WITH NOCHECK ADD  CONSTRAINT [CK_State] CHECK  (([State]='paid' OR [State]='sent' OR [State]='draft'))
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'One bill; sent once' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Invoice'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'As printed' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Invoice', @level2type=N'COLUMN',@level2name=N'Number'
GO
CREATE PROCEDURE [dbo].[Pay] @id int AS
BEGIN
	UPDATE [dbo].[Invoice] SET [State] = 'paid' WHERE [InvoiceId] = @id;
	CREATE TABLE [dbo].[Nowhere] ([Id] int);
END
GO
